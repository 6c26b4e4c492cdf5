import { countingMachine } from "./counting-machine.ts";

// A process to be killed: starts one execution that never gets past its slow item.
const [, , folder = ""] = process.argv;
const service = await countingMachine(folder, true);
const input = JSON.stringify({ items: ["quick", "slow", "last"], pause: 0 });
service.admin.start({
  stateMachineArn: "arn:aws:states:us-east-1:111122223333:stateMachine:counting",
  name: "one",
  input,
});
setInterval(() => undefined, 1_000);
