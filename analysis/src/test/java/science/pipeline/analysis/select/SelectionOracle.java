package science.pipeline.analysis.select;

import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.event.ParticleEvent;

/** A selection at work on one event at a time, in the plainest words. */
final class SelectionOracle {

    private final Selection selection;
    private long passed;

    SelectionOracle(Selection selection) {
        this.selection = selection;
    }

    boolean accepts(ParticleEvent event) {
        boolean passes = selection.conditions().entrySet().stream()
                .allMatch(condition -> meets(event, condition.getKey(), condition.getValue()));
        if (!passes) {
            return false;
        }
        passed++;
        return passed % selection.prescale() == 0;
    }

    private static boolean meets(ParticleEvent event, String quantity, Condition condition) {
        return switch (quantity) {
            case "particle_type" -> ((OneOf) condition).values().contains(event.particleType());
            case "detector_id" -> ((OneOf) condition).values().contains(event.detectorId());
            case "is_anomaly" -> ((OneOf) condition).values().contains(Boolean.toString(event.anomaly()));
            default -> {
                double value = number(event, quantity);
                Range range = (Range) condition;
                yield value >= range.min() && value <= range.max();
            }
        };
    }

    private static double number(ParticleEvent event, String quantity) {
        double e = event.energyGev();
        double x = event.momentumXGev();
        double y = event.momentumYGev();
        double z = event.momentumZGev();
        double p = StrictMath.sqrt(x * x + y * y + z * z);
        double pt = StrictMath.sqrt(x * x + y * y);
        return switch (quantity) {
            case "energy_gev" -> e;
            case "momentum_x" -> x;
            case "momentum_y" -> y;
            case "momentum_z" -> z;
            case "p" -> p;
            case "pt" -> pt;
            case "eta" -> Math.signum(z) * StrictMath.log((p + Math.abs(z)) / pt);
            case "phi" -> StrictMath.atan2(y, x);
            case "mass" -> Math.signum(e - p) * StrictMath.sqrt(Math.abs((e - p) * (e + p)));
            default -> throw new IllegalArgumentException(quantity);
        };
    }
}
