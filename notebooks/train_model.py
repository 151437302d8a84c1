#!/usr/bin/python3
"""Trains an isolation forest and an autoencoder on the rows of a finished run, and writes both as ONNX files.

    notebooks/train_model.py [RESULTS] [--into FOLDER] [--inputs NAME,NAME,...] [--verdicts FILE]

RESULTS is a folder with all_events_final.csv (default: the sample beside this file). Inputs are fields of its rows, or
p, pt, eta, mass where there are momenta (default: energy_gev,pt,eta,mass). Rows without one of the
inputs are left out, flagged rows too, but for those that people found flagged wrongly (FILE, printed by the command
verdicts). FOLDER (default: .) gets forest.onnx and autoencoder.onnx, whose one output grows with how odd an event is, and
model_scores.csv: inputs and both answers for the first rows, to compare an evaluator with.

Needs Debian's python3-sklearn, python3-onnx and python3-pandas.
"""
import argparse
import os
import sys
import warnings

try:
    import numpy as np
    import pandas as pd
    from onnx import TensorProto, checker, helper, numpy_helper, save
    from sklearn.ensemble import IsolationForest
    from sklearn.neural_network import MLPRegressor
except ImportError as missing:
    sys.exit("%s. Install them: apt-get install python3-sklearn python3-onnx python3-pandas" % missing)

HERE = os.path.dirname(os.path.abspath(__file__))
SHOWN = 500


def quantity(rows, name):
    """A field, or one of the quantities that the service derives by the same formulas."""
    if name in rows:
        return pd.to_numeric(rows[name], errors="coerce")
    x, y, z = (rows["momentum_" + axis] for axis in "xyz")
    pt, p = np.hypot(x, y), np.sqrt(x * x + y * y + z * z)
    if name == "pt":
        return pt
    if name == "p":
        return p
    if name == "eta":
        return np.copysign(np.log((p + np.abs(z)) / pt), z)
    if name == "mass":
        squared = (rows["energy_gev"] - p) * (rows["energy_gev"] + p)
        return np.copysign(np.sqrt(np.abs(squared)), squared)
    sys.exit("There is no field '%s', and no such quantity; fields: %s" % (name, ", ".join(rows.columns)))


def flagged_wrongly(rows, file):
    """Which rows people have judged to be no anomaly: joined by partition, offset and index in the record."""
    place = [name for name in ("kafka_partition", "kafka_offset", "index") if name in rows]
    judged = pd.read_csv(file)[place + ["verdict"]].astype({"verdict": str})
    joined = rows[place].merge(judged, on=place, how="left", validate="one_to_one")
    said = joined["verdict"].str.lower()
    print("%d of %d verdicts are of these rows, %d of them say false"
          % (said.notna().sum(), len(judged), (said == "false").sum()))
    return (said == "false").to_numpy()


def number(name, values):
    return numpy_helper.from_array(np.asarray(values, dtype=np.float32), name)


def write(path, nodes, constants, inputs, output, columns):
    """A model of one input, whose columns are the quantities in their order."""
    graph = helper.make_graph(
        nodes, "events", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, inputs])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [None, columns])], constants)
    model = helper.make_model(graph, producer_name="train_model.py", ir_version=8, opset_imports=[
        helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 2)])
    checker.check_model(model)
    save(model, path)


def path_length(n):
    """Mean depth at which one of n events stands alone (Liu, Ting, Zhou, Isolation Forest, ICDM 2008, equation 1)."""
    return 0.0 if n <= 1 else 1.0 if n == 2 else 2 * (np.log(n - 1) + np.euler_gamma) - 2 * (n - 1) / n


def forest(events, path):
    """All trees in one operator, each leaf with its path length; the answer is 2 to the minus mean length over c(n)."""
    learnt = IsolationForest(n_estimators=100, max_samples=min(256, len(events)), random_state=1).fit(events)
    nodes = {key: [] for key in ("treeids", "nodeids", "featureids", "modes", "values", "truenodeids", "falsenodeids")}
    leaves = {key: [] for key in ("treeids", "nodeids", "ids", "weights")}
    for number_of_tree, (estimator, features) in enumerate(zip(learnt.estimators_, learnt.estimators_features_)):
        tree, depth = estimator.tree_, {0: 0}
        for node in range(tree.node_count):
            is_leaf = tree.children_left[node] < 0
            nodes["treeids"].append(number_of_tree)
            nodes["nodeids"].append(node)
            nodes["modes"].append("LEAF" if is_leaf else "BRANCH_LEQ")
            nodes["featureids"].append(0 if is_leaf else int(features[tree.feature[node]]))
            nodes["values"].append(0.0 if is_leaf else below(tree.threshold[node]))
            nodes["truenodeids"].append(0 if is_leaf else int(tree.children_left[node]))
            nodes["falsenodeids"].append(0 if is_leaf else int(tree.children_right[node]))
            if is_leaf:
                leaves["treeids"].append(number_of_tree)
                leaves["nodeids"].append(node)
                leaves["ids"].append(0)
                leaves["weights"].append(float(depth[node] + path_length(tree.n_node_samples[node])))
            else:  # children come after their parent
                depth[tree.children_left[node]] = depth[tree.children_right[node]] = depth[node] + 1
    attributes = {"nodes_" + key: values for key, values in nodes.items()}
    attributes.update({"target_" + key: values for key, values in leaves.items()})
    scale = -1 / (len(learnt.estimators_) * path_length(learnt.max_samples_))
    write(path, [
        helper.make_node("TreeEnsembleRegressor", ["x"], ["depth"], domain="ai.onnx.ml", n_targets=1,
                         post_transform="NONE", **attributes),
        helper.make_node("Mul", ["depth", "scale"], ["power"]),
        helper.make_node("Pow", ["two", "power"], ["odd"]),
    ], [number("scale", [scale]), number("two", [2])], events.shape[1], "odd", 1)
    return lambda x: -learnt.score_samples(x)


def below(threshold):
    """The largest float that is not above a double: the same floats lie on either side of both."""
    nearest = np.float32(threshold)
    return float(nearest if nearest <= threshold else np.nextafter(nearest, np.float32(-np.inf)))


def autoencoder(events, path):
    """Scaled by median and quartiles, clipped, squeezed through four numbers; the answer is the mean square error."""
    middle = np.median(events, axis=0)
    spread = np.subtract(*np.percentile(events, [75, 25], axis=0))
    spread[spread == 0] = 1

    def scaled(x):
        return np.clip((x - middle) / spread, -5, 5)

    learnt = MLPRegressor(hidden_layer_sizes=(32, 4, 32), max_iter=80, random_state=1)
    learnt.fit(scaled(events), scaled(events))
    constants = [number("middle", middle), number("spread", spread), number("low", -5), number("high", 5),
                 number("two", 2)]
    nodes = [
        helper.make_node("Sub", ["x", "middle"], ["centred"]),
        helper.make_node("Div", ["centred", "spread"], ["narrow"]),
        helper.make_node("Clip", ["narrow", "low", "high"], ["scaled"]),
    ]
    value = "scaled"
    for layer, (weights, bias) in enumerate(zip(learnt.coefs_, learnt.intercepts_)):
        constants += [number("w%d" % layer, weights), number("b%d" % layer, bias)]
        nodes.append(helper.make_node("Gemm", [value, "w%d" % layer, "b%d" % layer], ["sum%d" % layer]))
        value = "sum%d" % layer
        if layer < len(learnt.coefs_) - 1:
            nodes.append(helper.make_node("Relu", [value], ["relu%d" % layer]))
            value = "relu%d" % layer
    nodes += [
        helper.make_node("Sub", [value, "scaled"], ["off"]),
        helper.make_node("Pow", ["off", "two"], ["squared"]),
        helper.make_node("ReduceMean", ["squared"], ["error"], axes=[1], keepdims=1),
    ]
    write(path, nodes, constants, events.shape[1], "error", 1)
    return lambda x: np.mean((learnt.predict(scaled(x)) - scaled(x)) ** 2, axis=1)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("results", nargs="?", default=os.path.join(HERE, "sample-results"))
    arguments.add_argument("--into", default=".")
    arguments.add_argument("--verdicts")
    arguments.add_argument("--inputs", default="energy_gev,pt,eta,mass")
    chosen = arguments.parse_args()
    warnings.filterwarnings("ignore", message="Stochastic Optimizer")  # 80 rounds are enough
    rows = pd.read_csv(os.path.join(chosen.results, "all_events_final.csv"))
    names = chosen.inputs.split(",")
    columns = np.column_stack([quantity(rows, name) for name in names]).astype(np.float32)
    usable = np.isfinite(columns).all(axis=1)
    odd = rows["flagged"].to_numpy(dtype=bool)
    if chosen.verdicts:
        odd &= ~flagged_wrongly(rows, chosen.verdicts)
    usual = columns[usable & ~odd]
    if len(usual) < 500:
        sys.exit("Only %d rows have all of %s and no flag; 500 or more are needed." % (len(usual), chosen.inputs))
    os.makedirs(chosen.into, exist_ok=True)
    shown = columns[usable][:SHOWN].astype(np.float64)
    answers = []
    for name, train in (("forest", forest), ("autoencoder", autoencoder)):
        path = os.path.join(chosen.into, name + ".onnx")
        answers.append(train(usual.astype(np.float64), path)(shown))
        print("%s: %d bytes, trained on %d of %d rows" % (path, os.path.getsize(path), len(usual), len(rows)))
    np.savetxt(os.path.join(chosen.into, "model_scores.csv"), np.column_stack([shown] + answers), delimiter=",",
               header=",".join(names + ["forest", "autoencoder"]), comments="", fmt="%.9g")
    print("Try both beside the stream:")
    for name in ("forest", "autoencoder"):
        path = os.path.abspath(os.path.join(chosen.into, name + ".onnx"))
        print("  --analytics.detection.models.%s.file=%s --analytics.detection.models.%s.inputs=%s"
              % (name, path, name, ",".join(names)))


if __name__ == "__main__":
    main()
