#!/usr/bin/python3
"""Makes the models beside this file, small ones in the forms in which three exporters write.

Needs Debian's python3-onnx and python3-sklearn; run it in this folder. The forms: skl2onnx (one input, per tree the
leaf's number, looked up), torch.onnx (Gemm with transB, constants as nodes), onnxmltools for LightGBM (one ensemble,
one-sided class, ZipMap).
"""
import numpy as np
from onnx import TensorProto, helper, numpy_helper, save
from sklearn.ensemble import IsolationForest
from sklearn.neural_network import MLPRegressor

RANDOM = np.random.RandomState(7)
ROWS = RANDOM.normal(size=(2000, 8)).astype(np.float32)
FLOAT = TensorProto.FLOAT


def model(nodes, outputs, constants=(), producer="", columns=8, names=("X",)):
    inputs = [helper.make_tensor_value_info(n, FLOAT, [None, columns]) for n in names]
    graph = helper.make_graph(nodes, "graph", inputs, outputs, list(constants))
    opsets = [helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 2)]
    return helper.make_model(graph, opset_imports=opsets, producer_name=producer, ir_version=8)


def output(name, columns, kind=FLOAT):
    return helper.make_tensor_value_info(name, kind, [None, columns])


def tree_nodes(tree, number):
    """Attributes of one of scikit-learn's trees."""
    leaf = tree.children_left < 0
    return {
        "nodes_treeids": [number] * tree.node_count,
        "nodes_nodeids": list(range(tree.node_count)),
        "nodes_featureids": [int(f) if f >= 0 else 0 for f in tree.feature],
        "nodes_modes": ["LEAF" if e else "BRANCH_LEQ" for e in leaf],
        "nodes_values": [0.0 if e else float(np.float32(t)) for e, t in zip(leaf, tree.threshold)],
        "nodes_truenodeids": [0 if e else int(c) for e, c in zip(leaf, tree.children_left)],
        "nodes_falsenodeids": [0 if e else int(c) for e, c in zip(leaf, tree.children_right)],
        "nodes_hitrates": [1.0] * tree.node_count,
        "nodes_missing_value_tracks_true": [0] * tree.node_count,
    }


def depths(tree):
    """Nodes on the way to each leaf, itself included."""
    found, open_nodes = {}, [(0, 1)]
    while open_nodes:
        node, depth = open_nodes.pop()
        if tree.children_left[node] < 0:
            found[node] = depth
        else:
            open_nodes += [(tree.children_left[node], depth + 1), (tree.children_right[node], depth + 1)]
    return found


def average_path_length(n):
    return 0 if n <= 1 else 1 if n == 2 else 2 * (np.log(n - 1) + np.euler_gamma) - 2 * (n - 1) / n


def sklearn_isolation_forest():
    forest = IsolationForest(n_estimators=10, max_samples=64, random_state=1).fit(ROWS)
    constants = {
        "two": [2.0], "minus_one": [-1.0], "one": [1.0], "zero": [0.0], "minus_two": [-2.0], "gamma": [np.euler_gamma],
        "offset": [-forest.offset_], "all": [10 * average_path_length(64)],
    }
    tensors = [numpy_helper.from_array(np.array(v, dtype=np.float32), k) for k, v in constants.items()]
    tensors.append(numpy_helper.from_array(np.array([-1, 1], dtype=np.int64), "column"))
    nodes, scores = [], []

    def add(operator, inputs, **attributes):
        domain = "ai.onnx.ml" if operator in ("TreeEnsembleRegressor", "LabelEncoder") else ""
        name = "v%d" % len(nodes)
        nodes.append(helper.make_node(operator, inputs, [name], domain=domain, **attributes))
        return name

    for number, (estimator, features) in enumerate(zip(forest.estimators_, forest.estimators_features_)):
        tree = estimator.tree_
        tensors.append(numpy_helper.from_array(features.astype(np.int64), "features%d" % number))
        chosen = add("Gather", ["X", "features%d" % number], axis=1)
        leaves = sorted(depths(tree).items())
        leaf = add("TreeEnsembleRegressor", [chosen], n_targets=1, post_transform="NONE",
                   target_treeids=[0] * len(leaves), target_nodeids=[int(i) for i, _ in leaves],
                   target_ids=[0] * len(leaves), target_weights=[float(i) for i, _ in leaves], **tree_nodes(tree, 0))
        keys = [int(i) for i, _ in leaves]
        whole = add("Cast", [leaf], to=TensorProto.INT64)
        samples = add("LabelEncoder", [whole], keys_int64s=keys,
                      values_floats=[float(tree.n_node_samples[i]) for i in keys])
        samples = add("Reshape", [samples, "column"])
        length = add("LabelEncoder", [add("Cast", [leaf], to=TensorProto.INT64)], keys_int64s=keys,
                     values_floats=[float(d) for _, d in leaves])
        length = add("Reshape", [length, "column"])
        is_two = add("Cast", [add("Equal", [samples, "two"])], to=FLOAT)
        is_more = add("Cast", [add("Greater", [samples, "two"])], to=FLOAT)
        more = add("Mul", [is_more, samples])
        less_one = add("Add", [more, "minus_one"])
        log = add("Mul", [add("Add", [add("Log", [add("Max", [less_one, "one"])]), "gamma"]), "two"])
        share = add("Mul", [add("Div", [add("Max", [less_one, "zero"]), add("Max", [more, "one"])]), "minus_two"])
        average = add("Add", [is_two, add("Mul", [add("Add", [log, share]), is_more])])
        scores.append(add("Add", [add("Add", [length, average]), "minus_one"]))
    depth = add("Div", [add("Sum", scores), "all"])
    power = add("Neg", [add("Pow", ["two", add("Neg", [depth])])])
    nodes.append(helper.make_node("Add", [power, "offset"], ["scores"]))
    nodes.append(helper.make_node("Less", ["scores", "zero"], ["is_odd"]))
    save(model(nodes, [output("scores", 1)], tensors, "skl2onnx"), "sklearn-isolation-forest.onnx")
    np.savetxt("sklearn-isolation-forest.csv", np.column_stack([ROWS[:200], forest.decision_function(ROWS[:200])]),
               delimiter=",", fmt="%.9g")


def pytorch_autoencoder():
    sizes = (32, 4, 32)
    network = MLPRegressor(hidden_layer_sizes=sizes, max_iter=60, random_state=1).fit(ROWS, ROWS)
    tensors, nodes, value = [], [], "X"
    for i, (weights, bias) in enumerate(zip(network.coefs_, network.intercepts_)):
        layer = 2 * i
        tensors.append(numpy_helper.from_array(weights.T.astype(np.float32), "net.%d.weight" % layer))
        tensors.append(numpy_helper.from_array(bias.astype(np.float32), "net.%d.bias" % layer))
        out = "/net/net.%d/Gemm_output_0" % layer
        nodes.append(helper.make_node("Gemm", [value, "net.%d.weight" % layer, "net.%d.bias" % layer], [out],
                                      alpha=1.0, beta=1.0, transB=1))
        value = out
        if i < len(sizes):
            nodes.append(helper.make_node("Relu", [value], ["/net/net.%d/Relu_output_0" % (layer + 1)]))
            value = "/net/net.%d/Relu_output_0" % (layer + 1)
    nodes.append(helper.make_node("Sub", [value, "X"], ["/Sub_output_0"]))
    two = numpy_helper.from_array(np.array(2.0, dtype=np.float32), "")
    nodes.append(helper.make_node("Constant", [], ["/Constant_output_0"], value=two))
    nodes.append(helper.make_node("Pow", ["/Sub_output_0", "/Constant_output_0"], ["/Pow_output_0"]))
    nodes.append(helper.make_node("ReduceMean", ["/Pow_output_0"], ["error"], axes=[1], keepdims=0))
    error = helper.make_tensor_value_info("error", FLOAT, [None])
    save(model(nodes, [error], tensors, "pytorch"), "pytorch-autoencoder.onnx")


def lightgbm_classifier():
    forest = IsolationForest(n_estimators=8, max_samples=32, random_state=2).fit(ROWS)
    attributes, votes = {}, {"class_treeids": [], "class_nodeids": [], "class_ids": [], "class_weights": []}
    for number, estimator in enumerate(forest.estimators_):
        for key, values in tree_nodes(estimator.tree_, number).items():
            attributes.setdefault(key, []).extend(values)
        for leaf in sorted(depths(estimator.tree_)):
            votes["class_treeids"].append(number)
            votes["class_nodeids"].append(int(leaf))
            votes["class_ids"].append(0)
            votes["class_weights"].append(float(np.float32(RANDOM.normal() / 4)))
    nodes = [
        helper.make_node("TreeEnsembleClassifier", ["X"], ["label_tensor", "probability_tensor"], domain="ai.onnx.ml",
                         post_transform="LOGISTIC", classlabels_int64s=[0, 1], **attributes, **votes),
        helper.make_node("Cast", ["label_tensor"], ["label"], to=TensorProto.INT64),
        helper.make_node("Identity", ["probability_tensor"], ["probabilities"]),
    ]
    label = helper.make_tensor_value_info("label", TensorProto.INT64, [None])
    save(model(nodes, [label, output("probabilities", 2)], (), "OnnxMLTools"), "lightgbm-classifier.onnx")


if __name__ == "__main__":
    sklearn_isolation_forest()
    pytorch_autoencoder()
    lightgbm_classifier()
