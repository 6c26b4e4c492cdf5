/** What the pages load besides themselves: three style sheets, and the script of the airport fields. */
export const ASSETS: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  "skin-1.css": {
    type: "text/css; charset=utf-8",
    text: `
body{font:16px/1.45 system-ui,sans-serif;margin:0;color:#1b2733;background:#f5f7f9}
header{display:flex;gap:2rem;align-items:center;background:#123a5c;color:#fff;padding:.7rem 1.5rem}
header a,header .link{color:#fff}header .account{margin-left:auto}header form{display:inline}
.brand{font-size:1.3rem}nav a{margin-right:1rem}.link{background:none;border:0;text-decoration:underline;font:inherit}
main{max-width:72rem;margin:1.5rem auto;padding:0 1rem}footer{padding:1rem 1.5rem;color:#566}
table{border-collapse:collapse;width:100%;background:#fff;margin:1rem 0}caption{font-weight:600;text-align:left;padding:.4rem 0}
th,td{border:1px solid #d3dbe2;padding:.5rem .6rem;text-align:left;vertical-align:top}.price{white-space:nowrap;font-weight:600}
dl{display:grid;grid-template-columns:12rem 1fr;gap:.3rem 1rem}dt{font-weight:600}dd{margin:0}
.field{margin:.6rem 0}.field label{display:block;font-weight:600}.field input,.field select{font:inherit;padding:.4rem;min-width:18rem}
.primary{font:inherit;background:#0b6b3a;color:#fff;border:0;padding:.6rem 1.4rem;border-radius:4px}
.notice{padding:.7rem 1rem;border-left:5px solid #0b6b3a;background:#e8f5ed}.notice.alert{border-color:#b3261e;background:#fdecea}
.problem{color:#b3261e;display:block}.hidden{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}`,
  },
  "skin-2.css": {
    type: "text/css; charset=utf-8",
    text: `
body{font:15px/1.5 Georgia,serif;margin:0;background:#faf6ef;color:#2b2117}#pg-root{max-width:46rem;margin:0 auto;padding:1rem 1rem 5rem}
.hd{border-bottom:3px double #b08a4e;margin-bottom:1rem}.cd{background:#fff;border:1px solid #e2d6c2;border-radius:10px;padding:1rem 1.2rem;margin:0 0 1rem}
ol.ls{list-style:none;padding:0}.kv th{padding-right:1.5rem;text-align:left}.vh{position:absolute;clip-path:inset(50%)}
.fd{display:block;margin:.7rem 0}.fd span{display:block;font-style:italic}.in{width:100%;box-sizing:border-box;font:inherit;padding:.5rem}
.fd em{color:#a3281c}fieldset{border:0;padding:0}.bt{font:inherit;border:1px solid #b08a4e;background:#fff;border-radius:99px;padding:.4rem 1.2rem;color:#2b2117}
.bt--go{background:#b08a4e;color:#fff}.ft-bar{position:fixed;bottom:0;left:0;right:0;background:#2b2117;color:#fff;padding:.7rem;text-align:center}
.ft-bar a{color:#fff}.ft-bar .bt{color:#2b2117;background:#fff}.ft-bar form{display:inline}.bx{padding:.8rem;border-radius:10px;background:#eef3e3;margin-bottom:1rem}.bx--alert{background:#f8ded9}
table.tr td,table.tr th{padding:.4rem .6rem;border-bottom:1px solid #e2d6c2;text-align:left}dt{font-weight:bold}.rw{display:flex;justify-content:space-between}`,
  },
  "skin-3.css": {
    type: "text/css; charset=utf-8",
    text: `
.v3{display:flex;margin:0;font:14px/1.4 Verdana,sans-serif;background:#fff;color:#222}.side{width:13rem;min-height:100vh;background:#ececf4;padding:1rem;box-sizing:border-box}
.side div{margin-bottom:.8rem}.page{flex:1;padding:1.2rem 2rem}.ttl{font-size:1.6rem;margin-bottom:1rem}.cap{font-weight:bold;color:#4a3f8f}
.col{margin-bottom:1.2rem}.col dl div{display:flex;gap:1rem}.col dd{margin:0;font-weight:bold}.grid{display:grid;gap:.6rem}.ln{border-left:4px solid #4a3f8f;padding:.4rem .8rem;background:#f7f7fb}
.amt{font-size:1.2rem;color:#4a3f8f}.q{margin:.5rem 0}.q input,.q select{padding:.5rem;width:22rem;border:1px solid #999}.err{color:#c00}
.go{display:inline-block;background:#4a3f8f;color:#fff;border:0;padding:.5rem 1rem;text-decoration:none}td,th{padding:.3rem .8rem .3rem 0;text-align:left;vertical-align:top}#msg{border:1px dashed #4a3f8f;padding:.6rem;margin-bottom:1rem}`,
  },
  "airports.js": {
    type: "text/javascript; charset=utf-8",
    text: `
for (const field of document.querySelectorAll("input[data-airports]")) {
  let latest = 0;
  field.addEventListener("input", async () => {
    const turn = (latest += 1);
    if (field.value.trim().length < 2) return;
    const answer = await fetch("/api/airports?q=" + encodeURIComponent(field.value.trim()));
    if (!answer.ok || turn !== latest) return;
    const { airports } = await answer.json();
    field.list.replaceChildren(...airports.map(({ label, country }) => {
      const option = document.createElement("option");
      option.value = label;
      option.label = label + ", " + country;
      return option;
    }));
  });
}`,
  },
};
