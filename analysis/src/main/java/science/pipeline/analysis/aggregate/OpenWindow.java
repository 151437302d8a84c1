package science.pipeline.analysis.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.histogram.HistogramDefinition;
import science.pipeline.analysis.histogram.Histograms;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.schema.Schema;

/**
 * A window, or the accumulator of what is outside of all windows, while rows still come. Groups go by code. It takes as
 * much memory as all its bins do: one that has closed serves again as another one.
 */
final class OpenWindow {

    private long start;
    private long end;
    private final List<OpenMeasure> measures;

    /** A measure that every event has: what it counts are the events. Null where there is none. */
    private final @Nullable OpenMeasure ofEveryEvent;

    /** Events that {@link #ofEveryEvent} has not counted, by code. */
    private long[] otherParticleTypes = {};

    private long[] otherDetectors = {};
    private long events;

    /** Of measures that only a saved window has. */
    private List<MeasuredValues> former = List.of();

    private long flagged;
    private long labelled;
    private long rejected;
    private final int selections;
    private long[] selected;
    private final List<HistogramDefinition> definitions;
    private Histograms histograms;
    private final OpenShapes shapes = new OpenShapes();

    /**
     * @param selections how many selections there are
     * @param histograms that rows will be added to
     * @param measured of which there are statistics
     */
    OpenWindow(long start, long end, int selections, List<HistogramDefinition> histograms, List<Measure> measured) {
        this.start = start;
        this.end = end;
        this.selections = selections;
        selected = new long[selections];
        measures = measured.stream().map(OpenMeasure::new).toList();
        ofEveryEvent = IntStream.range(0, measured.size())
                .filter(i -> measured.get(i).isComplete())
                .mapToObj(measures::get)
                .findFirst()
                .orElse(null);
        definitions = histograms;
        this.histograms = new Histograms(histograms);
    }

    /** Begins anew as another window. */
    void reopen(long newStart, long newEnd) {
        start = newStart;
        end = newEnd;
        measures.forEach(OpenMeasure::clear);
        former = List.of();
        events = 0;
        otherParticleTypes = new long[0];
        otherDetectors = new long[0];
        flagged = 0;
        labelled = 0;
        rejected = 0;
        selected = new long[selections];
        histograms = new Histograms(definitions);
        shapes.clear();
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    boolean contains(long micros) {
        return micros >= start && micros < end;
    }

    void reject() {
        rejected++;
    }

    /**
     * Adds the rows {@code [from, to)} of a batch.
     *
     * @param values of each measure
     * @param bins of each measure's values
     * @param flaggedRows which rows are flagged
     * @param selectedRows for each selection, which rows it accepted
     * @param slots for each histogram, where the rows count
     * @param shapeSlots where they count in the shapes
     */
    void add(
            EventBatch batch,
            int from,
            int to,
            double[][] values,
            int[][] bins,
            boolean[] flaggedRows,
            boolean[][] selectedRows,
            int[][] slots,
            ShapeSlots shapeSlots) {
        events += to - from;
        for (int i = 0; i < values.length; i++) {
            measures.get(i).add(batch, values[i], bins[i], from, to);
        }
        if (ofEveryEvent == null) {
            otherParticleTypes = counted(otherParticleTypes, batch.names.particleTypes(), batch.particleType, from, to);
            otherDetectors = counted(otherDetectors, batch.names.detectors(), batch.detector, from, to);
        }
        flagged += count(flaggedRows, from, to);
        labelled += count(batch.labelled, from, to);
        for (int i = 0; i < selectedRows.length; i++) {
            selected[i] += count(selectedRows[i], from, to);
        }
        histograms.add(slots, from, to);
        if (start != WindowContribution.NO_TIME) {
            shapes.add(shapeSlots, batch.names.detectors(), batch.detector, from, to);
        }
    }

    /**
     * What it holds now, under names.
     *
     * @param selections names of the selections, in the order of their columns
     */
    WindowContribution contribution(
            Schema schema, NameTable particleTypes, NameTable detectors, List<String> selections) {
        List<MeasuredValues> values = new ArrayList<>();
        measures.forEach(measure -> values.add(measure.values(particleTypes, detectors)));
        values.addAll(former);
        SortedMap<String, Long> selectedByName = new TreeMap<>();
        for (int i = 0; i < selected.length; i++) {
            selectedByName.put(selections.get(i), selected[i]);
        }
        return new WindowContribution(
                start,
                end,
                flagged,
                labelled,
                rejected,
                selectedByName,
                EventCounts.of(schema, events, eventsByParticleType(particleTypes), eventsByDetector(detectors)),
                values,
                histograms.copy(),
                shapes.counts(detectors));
    }

    private SortedMap<String, Long> eventsByParticleType(NameTable names) {
        long[] counts = Arrays.copyOf(otherParticleTypes, names.size());
        if (ofEveryEvent != null) {
            ofEveryEvent.countParticleTypes(counts);
        }
        return byName(counts, names);
    }

    private SortedMap<String, Long> eventsByDetector(NameTable names) {
        long[] counts = Arrays.copyOf(otherDetectors, names.size());
        if (ofEveryEvent != null) {
            ofEveryEvent.countDetectors(counts);
        }
        return byName(counts, names);
    }

    private static SortedMap<String, Long> byName(long[] counts, NameTable names) {
        SortedMap<String, Long> byName = new TreeMap<>();
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                byName.put(names.name(code), counts[code]);
            }
        }
        return byName;
    }

    /**
     * Takes up what a saved window held.
     *
     * @param selections where each selection's count stands, of those of {@code saved} too
     */
    void resume(WindowContribution saved, NameTable particleTypes, NameTable detectors, List<String> selections) {
        List<MeasuredValues> others = new ArrayList<>(saved.measures());
        for (OpenMeasure measure : measures) {
            saved.measure(measure.name()).ifPresent(values -> {
                measure.resume(values, particleTypes, detectors);
                others.remove(values);
            });
        }
        former = List.copyOf(others);
        events = saved.totalEvents();
        otherParticleTypes = byCode(saved.events().byParticleType(), particleTypes);
        otherDetectors = byCode(saved.events().byDetector(), detectors);
        if (ofEveryEvent != null) {
            // Where it was not measured before, it has not counted them.
            otherParticleTypes = minus(otherParticleTypes, ofEveryEvent::countParticleTypes);
            otherDetectors = minus(otherDetectors, ofEveryEvent::countDetectors);
        }
        flagged = saved.flagged();
        labelled = saved.labelled();
        rejected = saved.rejected();
        histograms.merge(saved.histograms());
        shapes.resume(saved.shapes(), detectors);
        saved.selected().forEach((name, count) -> {
            int index = selections.indexOf(name);
            selected = Arrays.copyOf(selected, Math.max(selected.length, index + 1));
            selected[index] = count;
        });
    }

    private static long[] counted(long[] counts, NameTable names, int[] codes, int from, int to) {
        long[] grown = counts.length >= names.size() ? counts : Arrays.copyOf(counts, names.size());
        for (int i = from; i < to; i++) {
            grown[codes[i]]++;
        }
        return grown;
    }

    private static long[] byCode(SortedMap<String, Long> counts, NameTable names) {
        counts.keySet().forEach(names::code);
        long[] byCode = new long[names.size()];
        counts.forEach((name, count) -> byCode[names.code(name)] += count);
        return byCode;
    }

    private static long[] minus(long[] counts, Consumer<long[]> counter) {
        long[] counted = new long[counts.length];
        counter.accept(counted);
        Arrays.setAll(counted, code -> counts[code] - counted[code]);
        return counted;
    }

    private static int count(boolean[] rows, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += rows[i] ? 1 : 0;
        }
        return count;
    }
}
