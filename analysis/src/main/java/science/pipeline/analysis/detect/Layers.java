package science.pipeline.analysis.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.quantity.Quantity;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Role;

/**
 * The layers that suit a stream.
 *
 * @param atWork those that events are put to, in this order
 * @param evidence their answers to a batch, in the same order
 * @param tried models that are asked beside them
 * @param notApplicable why the others are not, as long as they are not switched off
 */
record Layers(List<Layer> atWork, List<Evidence> evidence, List<OwnModel> tried, List<LayerStatus> notApplicable) {

    /**
     * A layer that ships.
     *
     * @param needs roles without which it has nothing to look at
     */
    private record Shipped(String name, Set<Role> needs, Supplier<Layer> start) {}

    static Layers of(DetectionConfiguration configuration, NameTables names, Quantities quantities, Columns columns) {
        List<Layer> atWork = new ArrayList<>();
        List<LayerStatus> notApplicable = new ArrayList<>();
        for (Shipped layer : shipped(configuration, names)) {
            String missing = missing(layer, names);
            if (!configuration.isEnabled(layer.name())) {
                continue;
            }
            if (missing.isEmpty()) {
                atWork.add(layer.start().get());
            } else {
                String reason = "needs " + missing;
                notApplicable.add(new LayerStatus(layer.name(), LayerStatus.State.NOT_APPLICABLE, reason, 0));
            }
        }
        configuration.outliers(quantities).forEach((name, per) -> {
            Quantity.Numeric quantity = (Quantity.Numeric) quantities.find(name).orElseThrow();
            Outlier layer = new Outlier(quantity, columns, per, configuration.warmUp(), names);
            if (configuration.isEnabled(layer.name())) {
                atWork.add(layer);
                notApplicable.removeIf(other -> other.layer().equals(layer.name()));
            }
        });
        List<Evidence> evidence = new ArrayList<>();
        atWork.forEach(layer -> evidence.add(new Evidence()));
        wire(atWork, evidence);
        List<Shift.Sided> sides = IntStream.range(0, atWork.size())
                .filter(i -> atWork.get(i).tellsSides())
                .mapToObj(i -> new Shift.Sided(atWork.get(i).name(), evidence.get(i)))
                .toList();
        if (configuration.isEnabled(Shift.NAME)) {
            if (sides.isEmpty()) {
                notApplicable.add(new LayerStatus(
                        Shift.NAME, LayerStatus.State.NOT_APPLICABLE, "needs a layer that tells sides", 0));
            } else {
                atWork.add(new Shift(configuration.warmUp(), sides, names.detectors()));
                evidence.add(new Evidence());
            }
        }
        List<OwnModel> tried = new ArrayList<>();
        configuration.models().forEach((name, settings) -> {
            List<Quantity.Numeric> inputs = settings.inputs().stream()
                    .map(input -> (Quantity.Numeric) quantities.find(input).orElseThrow())
                    .toList();
            OwnModel model = new OwnModel(name, settings, inputs, columns, configuration.warmUp(), names);
            if (settings.mode() == ModelSettings.Mode.FLAG) {
                atWork.add(model);
                evidence.add(new Evidence());
            } else {
                tried.add(model);
            }
        });
        addCombination(configuration, names, atWork, evidence, notApplicable);
        return new Layers(atWork, evidence, tried, notApplicable);
    }

    /** What is part of a burst is not remembered as a record that may be sent again. */
    private static void wire(List<Layer> atWork, List<Evidence> evidence) {
        for (int i = 0; i < atWork.size(); i++) {
            if (atWork.get(i) instanceof Burst) {
                Evidence ofBurst = evidence.get(i);
                atWork.stream()
                        .filter(SentAgain.class::isInstance)
                        .map(SentAgain.class::cast)
                        .forEach(layer -> layer.heed(ofBurst));
            }
        }
    }

    /** The last one: it is asked of the answers of all others that may be combined. */
    private static void addCombination(
            DetectionConfiguration configuration,
            NameTables names,
            List<Layer> atWork,
            List<Evidence> evidence,
            List<LayerStatus> notApplicable) {
        List<UnusualCombination.Answer> answers = IntStream.range(0, atWork.size())
                .filter(i -> atWork.get(i).isCombined())
                .mapToObj(i -> new UnusualCombination.Answer(
                        atWork.get(i).name(), evidence.get(i), atWork.get(i).tellsSides()))
                .toList();
        if (!configuration.isEnabled(UnusualCombination.NAME)) {
            return;
        }
        if (answers.size() < 2) {
            notApplicable.add(new LayerStatus(
                    UnusualCombination.NAME, LayerStatus.State.NOT_APPLICABLE, "needs two layers to combine", 0));
        } else {
            atWork.add(new UnusualCombination(configuration.warmUp(), answers, names.detectors()));
            evidence.add(new Evidence());
        }
    }

    private static List<Shipped> shipped(DetectionConfiguration configuration, NameTables names) {
        int warmUp = configuration.warmUp();
        return List.of(
                new Shipped(
                        MassShell.NAME, MassShell.NEEDS, () -> new MassShell(configuration.massShell(), warmUp, names)),
                new Shipped(EnergyOutlier.NAME, EnergyOutlier.NEEDS, () -> new EnergyOutlier(warmUp, names)),
                new Shipped(Direction.NAME, Direction.NEEDS, () -> new Direction(warmUp, names.detectors())),
                new Shipped(EtaRange.NAME, EtaRange.NEEDS, () -> new EtaRange(warmUp, names.detectors())),
                new Shipped(ExactRepeat.NAME, ExactRepeat.needs(names.schema()), () -> new ExactRepeat(names)),
                new Shipped(Burst.NAME, Set.of(), () -> new Burst(warmUp, names)),
                new Shipped(WrongTime.NAME, WrongTime.NEEDS, () -> new WrongTime(warmUp)),
                new Shipped(SentAgain.NAME, SentAgain.needs(names.schema()), () -> new SentAgain(names)),
                new Shipped(Digits.NAME, Digits.NEEDS, () -> new Digits(warmUp, names)),
                new Shipped(RareName.NAME, RareName.NEEDS, () -> new RareName(warmUp, names)));
    }

    private static String missing(Shipped layer, NameTables names) {
        return layer.needs().stream()
                .filter(role -> !names.schema().has(role))
                .sorted(Comparator.naturalOrder())
                .map(Role::label)
                .collect(Collectors.joining(", "));
    }

    /** All that learn from events. */
    List<Layer> learning() {
        return Stream.concat(atWork.stream(), tried.stream()).toList();
    }

    /** What each is doing. */
    List<LayerStatus> status() {
        return Stream.concat(learning().stream().map(Layer::status), notApplicable.stream())
                .toList();
    }
}
