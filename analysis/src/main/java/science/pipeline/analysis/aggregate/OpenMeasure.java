package science.pipeline.analysis.aggregate;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/** The values of one measure in a window to which rows still come. Groups go by code. */
final class OpenMeasure {

    private final Measure measure;
    private final Moments all = new Moments();
    private @Nullable ValueAccumulator[] byParticleType = {};
    private @Nullable ValueAccumulator[] byDetector = {};

    OpenMeasure(Measure measure) {
        this.measure = measure;
    }

    String name() {
        return measure.name();
    }

    /**
     * Adds those of the rows {@code [from, to)} of a batch.
     *
     * @param bins of each row's value
     */
    void add(EventBatch batch, double[] values, int[] bins, int from, int to) {
        byParticleType = grown(byParticleType, batch.names.particleTypes());
        byDetector = grown(byDetector, batch.names.detectors());
        if (measure.isComplete()) {
            all.add(values, from, to);
            add(byParticleType, batch.particleType, values, bins, from, to);
            add(byDetector, batch.detector, values, bins, from, to);
        } else {
            all.addThose(values, bins, from, to);
            addThose(byParticleType, batch.particleType, values, bins, from, to);
            addThose(byDetector, batch.detector, values, bins, from, to);
        }
    }

    private static void add(
            @Nullable ValueAccumulator[] groups, int[] codes, double[] values, int[] bins, int from, int to) {
        for (int i = from; i < to; i++) {
            group(groups, codes[i]).add(values[i], bins[i]);
        }
    }

    private static void addThose(
            @Nullable ValueAccumulator[] groups, int[] codes, double[] values, int[] bins, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bins[i] != LogBins.NONE) {
                group(groups, codes[i]).add(values[i], bins[i]);
            }
        }
    }

    private static ValueAccumulator group(@Nullable ValueAccumulator[] groups, int code) {
        ValueAccumulator group = groups[code];
        if (group == null) {
            group = new ValueAccumulator();
            groups[code] = group;
        }
        return group;
    }

    /** Begins anew. */
    void clear() {
        all.clear();
        clear(byParticleType);
        clear(byDetector);
    }

    private static void clear(@Nullable ValueAccumulator[] groups) {
        for (ValueAccumulator group : groups) {
            if (group != null) {
                group.clear();
            }
        }
    }

    /** How many values particle types have, by code. */
    void countParticleTypes(long[] counts) {
        count(byParticleType, counts);
    }

    /** How many values detectors have, by code. */
    void countDetectors(long[] counts) {
        count(byDetector, counts);
    }

    private static void count(@Nullable ValueAccumulator[] groups, long[] counts) {
        for (int code = 0; code < groups.length; code++) {
            ValueAccumulator group = groups[code];
            counts[code] += group == null ? 0 : group.moments.count();
        }
    }

    /** What it holds now, under names. */
    MeasuredValues values(NameTable particleTypes, NameTable detectors) {
        return new MeasuredValues(
                measure.name(),
                measure.unit(),
                all.copy(),
                byName(byParticleType, particleTypes),
                byName(byDetector, detectors));
    }

    /** Takes up what a saved one held. */
    void resume(MeasuredValues saved, NameTable particleTypes, NameTable detectors) {
        all.merge(saved.all());
        byParticleType = byCode(saved.byParticleType(), particleTypes);
        byDetector = byCode(saved.byDetector(), detectors);
    }

    private static @Nullable ValueAccumulator[] grown(@Nullable ValueAccumulator[] groups, NameTable names) {
        return groups.length >= names.size() ? groups : Arrays.copyOf(groups, names.size());
    }

    private static SortedMap<String, ValueSpectrum> byName(@Nullable ValueAccumulator[] groups, NameTable names) {
        SortedMap<String, ValueSpectrum> byName = new TreeMap<>();
        for (int code = 0; code < groups.length; code++) {
            ValueAccumulator group = groups[code];
            if (group != null && !group.isEmpty()) {
                byName.put(names.name(code), group.spectrum());
            }
        }
        return byName;
    }

    private static @Nullable ValueAccumulator[] byCode(SortedMap<String, ValueSpectrum> byName, NameTable names) {
        @Nullable ValueAccumulator[] groups = grown(new ValueAccumulator[0], names);
        byName.forEach((name, spectrum) -> groups[names.code(name)] = ValueAccumulator.from(spectrum));
        return groups;
    }
}
