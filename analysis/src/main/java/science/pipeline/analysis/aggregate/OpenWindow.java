package science.pipeline.analysis.aggregate;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.histogram.HistogramDefinition;
import science.pipeline.analysis.histogram.Histograms;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/**
 * A window, or the accumulator of what is outside of all windows, while rows still come. Groups go by code. It takes as
 * much memory as all its bins do: one that has closed serves again as another one.
 */
final class OpenWindow {

    private long start;
    private long end;
    private final Moments energy = new Moments();
    private @Nullable EnergyAccumulator[] byParticleType = {};
    private @Nullable EnergyAccumulator[] byDetector = {};
    private long flagged;
    private long labelled;
    private long rejected;
    private final int selections;
    private long[] selected;
    private final List<HistogramDefinition> definitions;
    private Histograms histograms;

    /**
     * @param selections how many selections there are
     * @param histograms that rows will be added to
     */
    OpenWindow(long start, long end, int selections, List<HistogramDefinition> histograms) {
        this.start = start;
        this.end = end;
        this.selections = selections;
        selected = new long[selections];
        definitions = histograms;
        this.histograms = new Histograms(histograms);
    }

    /** Begins anew as another window. */
    void reopen(long newStart, long newEnd) {
        start = newStart;
        end = newEnd;
        energy.clear();
        clear(byParticleType);
        clear(byDetector);
        flagged = 0;
        labelled = 0;
        rejected = 0;
        selected = new long[selections];
        histograms = new Histograms(definitions);
    }

    private static void clear(@Nullable EnergyAccumulator[] groups) {
        for (EnergyAccumulator group : groups) {
            if (group != null) {
                group.clear();
            }
        }
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
     * @param bins of each row's energy
     * @param flaggedRows which rows are flagged
     * @param selectedRows for each selection, which rows it accepted
     * @param slots for each histogram, where the rows count
     */
    void add(
            EventBatch batch,
            int from,
            int to,
            int[] bins,
            boolean[] flaggedRows,
            boolean[][] selectedRows,
            int[][] slots) {
        energy.add(batch.energy, from, to);
        byParticleType = grown(byParticleType, batch.particleTypes);
        add(byParticleType, batch.particleType, batch.energy, bins, from, to);
        byDetector = grown(byDetector, batch.detectors);
        add(byDetector, batch.detector, batch.energy, bins, from, to);
        flagged += count(flaggedRows, from, to);
        labelled += count(batch.labelled, from, to);
        for (int i = 0; i < selectedRows.length; i++) {
            selected[i] += count(selectedRows[i], from, to);
        }
        histograms.add(slots, from, to);
    }

    /**
     * What it holds now, under names.
     *
     * @param selections names of the selections, in the order of their columns
     */
    WindowContribution contribution(NameTable particleTypes, NameTable detectors, List<String> selections) {
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
                energy.copy(),
                byName(byParticleType, particleTypes),
                byName(byDetector, detectors),
                histograms.copy());
    }

    /**
     * Takes up what a saved window held.
     *
     * @param selections where each selection's count stands, of those of {@code saved} too
     */
    void resume(WindowContribution saved, NameTable particleTypes, NameTable detectors, List<String> selections) {
        energy.merge(saved.energy());
        byParticleType = byCode(saved.byParticleType(), particleTypes);
        byDetector = byCode(saved.byDetector(), detectors);
        flagged = saved.flagged();
        labelled = saved.labelled();
        rejected = saved.rejected();
        histograms.merge(saved.histograms());
        saved.selected().forEach((name, count) -> {
            int index = selections.indexOf(name);
            selected = Arrays.copyOf(selected, Math.max(selected.length, index + 1));
            selected[index] = count;
        });
    }

    private static @Nullable EnergyAccumulator[] grown(@Nullable EnergyAccumulator[] groups, NameTable names) {
        return groups.length >= names.size() ? groups : Arrays.copyOf(groups, names.size());
    }

    private static void add(
            @Nullable EnergyAccumulator[] groups, int[] codes, double[] energy, int[] bins, int from, int to) {
        for (int i = from; i < to; i++) {
            EnergyAccumulator group = groups[codes[i]];
            if (group == null) {
                group = new EnergyAccumulator();
                groups[codes[i]] = group;
            }
            group.add(energy[i], bins[i]);
        }
    }

    private static int count(boolean[] rows, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += rows[i] ? 1 : 0;
        }
        return count;
    }

    private static SortedMap<String, EnergySpectrum> byName(@Nullable EnergyAccumulator[] groups, NameTable names) {
        SortedMap<String, EnergySpectrum> byName = new TreeMap<>();
        for (int code = 0; code < groups.length; code++) {
            EnergyAccumulator group = groups[code];
            if (group != null && !group.isEmpty()) {
                byName.put(names.name(code), group.spectrum());
            }
        }
        return byName;
    }

    private static @Nullable EnergyAccumulator[] byCode(SortedMap<String, EnergySpectrum> byName, NameTable names) {
        @Nullable EnergyAccumulator[] groups = grown(new EnergyAccumulator[0], names);
        byName.forEach((name, spectrum) -> groups[names.code(name)] = EnergyAccumulator.from(spectrum));
        return groups;
    }
}
