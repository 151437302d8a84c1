package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import science.pipeline.analysis.clock.EventClock;
import science.pipeline.analysis.clock.Timing;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;

/**
 * Statistics of one partition in windows of event time. Each row counts once: in its window, or in the accumulator of
 * what is outside, if the partition's clock finds it late or in the future. Where the clock goes back, windows may come
 * that have been closed before: their counts add up. Touched by one thread.
 */
public final class Aggregator {

    private final long windowLength;
    private final Schema schema;
    private final NameTable particleTypes;
    private final NameTable detectors;

    /** Names of the configured selections, then of those that only restored windows know. */
    private final List<String> selections;

    private final EventClock clock;
    private final OpenWindows open;
    private final OpenWindow outside;
    private final List<WindowContribution> closed = new ArrayList<>();
    private final List<Measure> measures;
    private final Columns columns;
    private final double[][] values;
    private final int[][] bins;
    private final ShapeSlots shapes;

    /**
     * @param clock of the partition, which judges each batch before it is counted here
     * @param selections names of the selections, in the order of their columns
     */
    public Aggregator(
            StatisticsConfiguration configuration, EventClock clock, NameTables names, List<String> selections) {
        schema = names.schema();
        Quantities quantities = new Quantities(schema);
        measures = configuration.measures(quantities).stream()
                .map(name -> Measure.of(name, quantities))
                .toList();
        columns = new Columns(quantities);
        shapes = new ShapeSlots(schema);
        values = new double[measures.size()][];
        bins = new int[measures.size()][EventBatch.CAPACITY];
        particleTypes = names.particleTypes();
        detectors = names.detectors();
        this.selections = new ArrayList<>(selections);
        windowLength = configuration.windowMicros();
        this.clock = clock;
        open = new OpenWindows(windowLength, selections.size(), configuration.histograms(), measures);
        outside = new OpenWindow(
                WindowContribution.NO_TIME,
                WindowContribution.NO_TIME,
                selections.size(),
                configuration.histograms(),
                measures);
    }

    /**
     * Counts a batch. Rows in a row that belong to one window are counted column by column.
     *
     * @param timing what the clock says of the rows
     * @param flagged which rows are flagged
     * @param selected for each selection, which rows it accepted
     * @param slots for each configured histogram, where the rows count
     */
    public void aggregate(EventBatch batch, Timing timing, boolean[] flagged, boolean[][] selected, int[][] slots) {
        int size = batch.size();
        columns.clear();
        for (int i = 0; i < values.length; i++) {
            Measure measure = measures.get(i);
            values[i] = columns.of(measure.quantity(), batch);
            measure.bins(values[i], size, bins[i]);
        }
        shapes.fill(batch, flagged);
        OpenWindow window = outside;
        int from = 0;
        for (int i = 0; i < size; i++) {
            long micros = batch.timestampMicros[i];
            byte verdict = timing.verdict[i];
            boolean isInTime = verdict <= Timing.WENT_BACK;
            if (verdict == Timing.WENT_BACK) {
                window.add(batch, from, i, values, bins, flagged, selected, slots, shapes);
                from = i;
                window = outside;
                closeBehind(timing.formerHorizon[i], micros);
            }
            if (isInTime ? !window.contains(micros) : window != outside) {
                window.add(batch, from, i, values, bins, flagged, selected, slots, shapes);
                from = i;
                window = isInTime ? open.at(micros) : outside;
            }
        }
        window.add(batch, from, size, values, bins, flagged, selected, slots, shapes);
        close();
    }

    /** Counts a rejected record: in the window of the clock, outside if there is none. */
    public void reject() {
        OptionalLong now = clock.now();
        boolean hasWindow = now.isPresent() && now.getAsLong() >= clock.horizon();
        OpenWindow window = hasWindow ? open.at(now.getAsLong()) : outside;
        window.reject();
    }

    /**
     * The windows that have closed since the last call, in closing order: that of their time, until the clock goes
     * back.
     */
    public List<WindowContribution> takeClosedWindows() {
        List<WindowContribution> taken = List.copyOf(closed);
        closed.clear();
        return taken;
    }

    /** Copies of the open windows, in ascending order. */
    public List<WindowContribution> openWindows() {
        return open.all().stream().map(this::contribution).toList();
    }

    /** A copy of what is outside of all windows. */
    public WindowContribution outside() {
        return contribution(outside);
    }

    public void save(DataOutput out) throws IOException {
        out.writeLong(windowLength);
        contribution(outside).save(out);
        WindowContribution.saveAll(openWindows(), out);
        WindowContribution.saveAll(closed, out);
    }

    /**
     * Takes up the state of a saved aggregator, after that of the clock and before the first batch. If the length of
     * windows has changed since, the saved open windows are closed as they are. Windows of the new length begin behind
     * the last of them, at the next multiple of the new length, so that windows never overlap; what is before counts as
     * late. A changed lateness holds from the next record on; windows that have been closed stay closed.
     */
    public void load(DataInput in) throws IOException {
        boolean sameLength = in.readLong() == windowLength;
        resume(outside, WindowContribution.load(in));
        List<WindowContribution> savedOpen = WindowContribution.loadAll(in);
        closed.addAll(WindowContribution.loadAll(in));
        if (sameLength) {
            savedOpen.forEach(saved -> resume(open.at(saved.startMicros()), saved));
        } else {
            closed.addAll(savedOpen);
            startAfresh(savedOpen);
        }
    }

    /**
     * What a saved aggregator has counted, as it was saved: needs no configuration.
     *
     * @param outside of all windows
     * @param windows that are in no file yet, in ascending order: those that had closed, then the open ones
     */
    public record Saved(WindowContribution outside, List<WindowContribution> windows) {}

    /** Reads what {@link #save} wrote without taking it up. */
    public static Saved read(DataInput in) throws IOException {
        in.readLong();
        WindowContribution outside = WindowContribution.load(in);
        List<WindowContribution> open = WindowContribution.loadAll(in);
        List<WindowContribution> windows = WindowContribution.loadAll(in);
        windows.addAll(open);
        return new Saved(outside, windows);
    }

    private void startAfresh(List<WindowContribution> before) {
        long end = clock.horizon();
        for (WindowContribution window : before) {
            end = Math.max(end, window.endMicros());
        }
        if (clock.now().isPresent()) {
            clock.raiseHorizon(open.firstStartFrom(end));
        }
    }

    private void close() {
        open.close(clock.horizon(), window -> closed.add(contribution(window)));
    }

    /**
     * The clock has gone back: closes what was over before it did, and what has not begun for it. Between them the
     * windows stay open, as if it had always stood there.
     */
    private void closeBehind(long formerHorizon, long now) {
        open.close(formerHorizon, window -> closed.add(contribution(window)));
        open.closeAfter(now, window -> closed.add(contribution(window)));
    }

    private WindowContribution contribution(OpenWindow window) {
        return window.contribution(schema, particleTypes, detectors, selections);
    }

    private void resume(OpenWindow window, WindowContribution saved) {
        for (String name : saved.selected().keySet()) {
            if (!selections.contains(name)) {
                selections.add(name);
            }
        }
        window.resume(saved, particleTypes, detectors, selections);
    }
}
