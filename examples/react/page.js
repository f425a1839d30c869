// A page made with React 18, which gives attributes to elements of others, but doesn't know their events: a hook does.

import "http://127.0.0.1:8092/muster-widget.js";

const { createElement: h, useEffect, useRef, useState, StrictMode } = React;

function useEvent(ref, name, handle) {
  useEffect(() => {
    const element = ref.current;
    element.addEventListener(name, handle);
    return () => element.removeEventListener(name, handle);
  }, [ref, name, handle]);
}

function Checker({ tag, onChecked }) {
  const ref = useRef(null);
  useEvent(ref, "muster-checked", onChecked);
  return h("muster-csv-check", { ref, "group-tag": tag, label: "Devices of Contoso" });
}

function Page() {
  const [shown, setShown] = useState(true);
  const [summary, setSummary] = useState(null);
  const [onChecked] = useState(() => ({ detail }) => setSummary(detail.summary));
  return h(
    StrictMode,
    null,
    h("h1", null, "Devices of a customer"),
    h("p", null, h("button", { onClick: () => setShown(!shown) }, shown ? "Hide" : "Show")),
    shown && h(Checker, { tag: "Kiosk", onChecked }),
    h("p", { role: "status" }, summary === null ? "Nothing was checked." : `${summary.ready} of ${summary.devices} devices are ready.`),
  );
}

ReactDOM.createRoot(document.querySelector("#page")).render(h(Page));
