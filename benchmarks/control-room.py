#!/usr/bin/env python3
"""What the control room costs a browser: heap and processor after an hour of updates, and the first paint.

    benchmarks/control-room.py http://127.0.0.1:8080/

Takes what a running service sends, then feeds the page in headless chromium (Debian's chromium and chromium-driver) with
3,600 updates of that kind, each with new times, points, flags and rejects, as fast as the page draws them. The
processor time of all of chromium's processes, divided by 3,600 s, is the share of a core at one update a second.
"""
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

UPDATES = 3600
SAMPLES = 5

# Stands in for the browser's own EventSource, before any script of the page runs.
FEED = """
window.EventSource = class extends EventTarget {
  constructor() {
    super();
    this.readyState = 1;
    window.fed = 0;
    const tell = (name, data) => this.dispatchEvent(new MessageEvent(name, {data: JSON.stringify(data)}));
    window.feed = (until) => new Promise((resolve) => {
      const next = () => {
        if (window.fed === until) { resolve(); return; }
        const update = structuredClone(samples[window.fed % samples.length]);
        const now = Date.now() + 1000 * window.fed;
        update.snapshot.time = now;
        update.points = [{number: window.fed, value: {...update.snapshot.point, time: now}}];
        for (const kind of ['flags', 'rejections']) {
          update[kind].forEach((entry, i) => { entry.number = 1000 * window.fed + i; });
        }
        tell('update', update);
        window.fed++;
        requestAnimationFrame(next);
      };
      next();
    });
    setTimeout(() => tell('frame', frame), 0);
  }
  close() {}
};
"""


def samples(url):
    """The frame, and some updates as they come: the first of them brings the history, which is left out."""
    frame, updates, event = None, [], ""
    with urllib.request.urlopen(url + "stream", timeout=60) as stream:
        for line in stream:
            text = line.decode().rstrip("\n")
            if text.startswith("event:"):
                event = text[6:]
            elif text.startswith("data:"):
                content = json.loads(text[5:])
                if event == "frame":
                    frame = content
                else:
                    updates.append(content)
            if len(updates) > SAMPLES:
                return frame, updates[1:]


class Chromium:
    """Headless chromium behind its driver, spoken to by WebDriver's HTTP."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.driver = subprocess.Popen(
            ["chromedriver", f"--port={self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                self.call("GET", "/status")
                break
            except OSError:
                time.sleep(0.1)
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--enable-precise-memory-info", "--window-size=1400,1000"]
        options = {"args": arguments, "binary": "/usr/bin/chromium"}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options,
            "timeouts": {"script": 600000}}}})
        self.session = "/session/" + answer["sessionId"]

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", method=method, headers={"Content-Type": "application/json"},
            data=None if body is None else json.dumps(body).encode())
        return json.load(urllib.request.urlopen(request, timeout=900))["value"]

    def cdp(self, command, **parameters):
        return self.call("POST", self.session + "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, url):
        self.call("POST", self.session + "/url", {"url": url})

    def run(self, script):
        return self.call("POST", self.session + "/execute/async", {
            "script": f"const done = arguments[0]; Promise.resolve((() => {{ {script} }})()).then(done);", "args": []})

    def heap(self):
        self.cdp("HeapProfiler.collectGarbage")
        return self.cdp("Runtime.getHeapUsage")["usedSize"] / 1e6

    def seconds(self):
        """Processor time of the driver's descendants."""
        parents, used = {}, {}
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/stat") as stat:
                    fields = stat.read().rsplit(")", 1)[1].split()
                parents[int(pid)] = int(fields[1])
                used[int(pid)] = int(fields[11]) + int(fields[12])
            except OSError:
                continue
        family = {self.driver.pid}
        while True:
            more = {pid for pid, parent in parents.items() if parent in family} - family
            if not more:
                return sum(used[pid] for pid in family - {self.driver.pid}) / os.sysconf("SC_CLK_TCK")
            family |= more

    def quit(self):
        try:
            self.call("DELETE", self.session)
        finally:
            self.driver.terminate()


def main(url):
    frame, updates = samples(url)
    chromium = Chromium()
    try:
        paints = []
        for _ in range(5):
            chromium.open(url)
            time.sleep(1.5)
            paints.append(chromium.run(
                "return performance.getEntriesByName('first-contentful-paint').map((paint) => paint.startTime);")[0])
        print(f"first contentful paint: {sorted(paints)[2]:.0f} ms, median of 5 ({min(paints):.0f} to {max(paints):.0f})")

        chromium.cdp("Page.addScriptToEvaluateOnNewDocument",
                     source=f"const frame = {json.dumps(frame)}; const samples = {json.dumps(updates)}; {FEED}")
        chromium.open(url)
        time.sleep(1.5)
        chromium.run("return window.feed(100);")
        print(f"heap after     100 updates: {chromium.heap():.1f} MB")
        before = chromium.seconds()
        chromium.run(f"return window.feed({UPDATES + 100});")
        used = chromium.seconds() - before
        print(f"heap after   {UPDATES:,} updates: {chromium.heap():.1f} MB")
        print(f"processor: {used:.1f} s for {UPDATES:,} updates, "
              f"{100 * used / UPDATES:.1f} % of a core at one update a second")
    finally:
        chromium.quit()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
