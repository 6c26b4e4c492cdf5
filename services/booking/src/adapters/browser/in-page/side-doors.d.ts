export function withoutSideDoors(): void;
