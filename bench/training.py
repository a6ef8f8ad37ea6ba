#!/usr/bin/env python3
"""Training steps here and in PyTorch, in turn, as a Markdown table.

usage: training.py [part of a workload's name] [rounds, default 5] [seconds of each measurement, default 1.5]
Needs `dotnet build -c Release bench/Assay.Benchmarks` and PyTorch in ${ASSAY_PEER_PYTHON:-/usr/bin/python3} (Debian: python3-torch libopenblas0-pthread).
Every measurement is a process of its own. "2 threads": one model on two threads on both sides, PyTorch with OMP_WAIT_POLICY=passive. "pair": two models at once, one a
core: two one-thread processes of PyTorch against one process here; milliseconds for a step of either. OpenBLAS is given the kernels with which it is fastest here, or
those that OPENBLAS_CORETYPE names, which saves the trial.
"""
import os
import re
import subprocess
import sys

part = sys.argv[1] if len(sys.argv) > 1 else ""
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
seconds = sys.argv[3] if len(sys.argv) > 3 else "1.5"
here = os.path.dirname(os.path.abspath(__file__))
python = os.environ.get("ASSAY_PEER_PYTHON", "/usr/bin/python3")
ours = ["dotnet", os.path.join(here, "Assay.Benchmarks/bin/Release/net10.0/Assay.Benchmarks.dll"), "step"]
peer = [python, os.path.join(here, "reference/torch_steps.py")]


def median(values):
    return sorted(values)[len(values) // 2]


def output(command, environment):
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def fastest_blas():
    rate = "import torch,time\na=torch.randn(768,768)\nfor i in range(4):\n t=time.perf_counter();a@a;t=time.perf_counter()-t\nprint(t)"
    if "OPENBLAS_CORETYPE" in os.environ:
        return {"OPENBLAS_CORETYPE": os.environ["OPENBLAS_CORETYPE"]}
    choices = [{}, {"OPENBLAS_CORETYPE": "SkylakeX"}, {"OPENBLAS_CORETYPE": "Haswell"}]
    return min(choices, key=lambda extra: float(output([python, "-c", rate], {**os.environ, **extra})))


blas = fastest_blas()
environment = {**os.environ, **blas, "OMP_WAIT_POLICY": "passive"}
print(f"PyTorch {output([python, '-c', 'import torch; print(torch.__version__)'], environment).strip()}, OpenBLAS kernels: {blas.get('OPENBLAS_CORETYPE', 'as detected')}; "
      f"load {os.getloadavg()[0]:.1f}; medians of {rounds} rounds in turn\n")
names = re.findall(r'^    "(.*?)": lambda|^    "(.*?)": modular', open(peer[1]).read(), re.M)
print("| workload | here ms | PyTorch ms | ratio | pair here | pair PyTorch | ratio | memory here | PyTorch |")
print("|---|---|---|---|---|---|---|---|---|")
for name in ("".join(found) for found in names):
    if part not in name:
        continue
    here_ms, peer_ms, here_pair, peer_pair, here_memory, peer_memory = [], [], [], [], [], []
    for _ in range(rounds):
        line = output([*ours, name, "2", seconds], environment)
        here_ms.append(float(re.search(r"wall min +[\d.]+ median +([\d.]+)", line)[1]))
        here_memory.append(float(re.search(r"process \+ *([\d.]+)", line)[1]))
        fields = output([*peer, name, "2", seconds], environment).split("|")
        peer_ms.append(float(fields[1]))
        peer_memory.append(float(fields[3]))
        here_pair.append(float(re.search(r": +([\d.]+) ms a step", output([*ours, name, "1", seconds, "2"], environment))[1]))
        both = [subprocess.Popen([*peer, name, "1", seconds], env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        peer_pair.append(sum(float(process.communicate()[0].split("|")[1]) for process in both) / 4)
    print(f"| {name} | {median(here_ms):.2f} | {median(peer_ms):.2f} | **{median(peer_ms) / median(here_ms):.2f}** | {median(here_pair):.2f} | {median(peer_pair):.2f} "
          f"| **{median(peer_pair) / median(here_pair):.2f}** | {median(here_memory):.0f} MiB | {median(peer_memory):.0f} MiB |", flush=True)
