package science.pipeline.analysis.aggregate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.analysis.histogram.Histograms;

/** Contributions to one window, or to what is outside of all windows, while they are added up. */
final class WindowSum {

    final long startMicros;
    long endMicros;
    long flagged;
    long labelled;
    long rejected;
    final SortedMap<String, Long> selected = new TreeMap<>();
    EventCounts events;

    /** In the order in which they come first. */
    final Map<String, MeasureSum> measures = new LinkedHashMap<>();

    final Histograms histograms = new Histograms(List.of());
    private final List<SortedMap<String, ShapeCounts>> shapes = new ArrayList<>();

    private WindowSum(WindowContribution first) {
        startMicros = first.startMicros();
        endMicros = startMicros;
        EventCounts named = first.events();
        events = new EventCounts(0, named.particleTypeField(), new TreeMap<>(), named.detectorField(), new TreeMap<>());
    }

    /** @param contributions as {@link WindowContribution#sum} wants them */
    static WindowSum of(List<WindowContribution> contributions) {
        WindowSum sum = new WindowSum(contributions.get(0));
        contributions.forEach(sum::add);
        return sum;
    }

    private void add(WindowContribution next) {
        if (next.startMicros() != startMicros) {
            throw new IllegalArgumentException(
                    "BUG: contributions to windows that start at " + startMicros + " and " + next.startMicros());
        }
        endMicros = Math.max(endMicros, next.endMicros());
        flagged += next.flagged();
        labelled += next.labelled();
        rejected += next.rejected();
        next.selected().forEach((name, count) -> selected.merge(name, count, Long::sum));
        events = events.plus(next.events());
        for (MeasuredValues values : next.measures()) {
            measures.computeIfAbsent(values.name(), name -> new MeasureSum(name, values.unit()))
                    .add(values);
        }
        histograms.merge(next.histograms());
        shapes.add(next.shapes());
    }

    /** The sum, for those who pass it on. */
    WindowContribution contribution() {
        return new WindowContribution(
                startMicros,
                endMicros,
                flagged,
                labelled,
                rejected,
                selected,
                events,
                measures.values().stream().map(MeasureSum::values).toList(),
                histograms,
                ShapeCounts.sum(shapes));
    }
}
