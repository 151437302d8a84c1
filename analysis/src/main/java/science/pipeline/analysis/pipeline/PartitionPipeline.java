package science.pipeline.analysis.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import science.pipeline.analysis.aggregate.Aggregator;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.clock.EventClock;
import science.pipeline.analysis.clock.Punctuality;
import science.pipeline.analysis.clock.Timing;
import science.pipeline.analysis.detect.Detection;
import science.pipeline.analysis.detect.Flags;
import science.pipeline.analysis.detect.LayerStatus;
import science.pipeline.analysis.histogram.HistogramFiller;
import science.pipeline.analysis.histogram.Histograms;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.select.Selector;
import science.pipeline.analysis.select.Tally;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.event.NameTables;

/**
 * The analysis of one partition, and all that it knows. Touched by one thread.
 *
 * <p>The same records in the same order give the same verdicts, windows and saved bytes, wherever batches end and
 * whether or not it was saved and loaded in between. To keep that promise, records come strictly in offset order:
 * before {@link #reject}, the events that precede the reject have been analysed.
 */
public final class PartitionPipeline {

    private static final int FORMAT = 5;

    /** Before the clock knew the stream's pace. */
    private static final int FORM_3 = 3;

    private final NameTables names;
    private final Columns columns;
    private final Selector selector;
    private final Detection detection;
    private final Flags flags = new Flags();
    private final FlagCounts flagCounts;
    private final HistogramFiller histograms;
    private final EventClock clock;
    private final Timing timing = new Timing();
    private final Aggregator aggregator;
    private final Verdicts verdicts;

    /** A partition from which nothing was read yet. */
    public PartitionPipeline(AnalysisConfiguration configuration) {
        this(configuration, Names.of(configuration));
    }

    private PartitionPipeline(AnalysisConfiguration configuration, NameTables names) {
        this.names = names;
        Quantities quantities = new Quantities(configuration.schema());
        columns = new Columns(quantities);
        selector = new Selector(configuration.menu(), quantities, names);
        detection = new Detection(configuration.detection(), names);
        flagCounts = new FlagCounts(detection.layers());
        histograms = new HistogramFiller(configuration.statistics().histograms(), quantities, names);
        clock = configuration.statistics().newClock();
        aggregator = new Aggregator(configuration.statistics(), clock, names, selector.names());
        verdicts = new Verdicts(flags, selector);
    }

    /** An empty batch whose names this pipeline numbers. Several may be filled in turn, in offset order. */
    public EventBatch newBatch() {
        return new EventBatch(names);
    }

    /**
     * Selects, flags and counts the batch's events.
     *
     * @param batch made by {@link #newBatch}
     * @return reused; valid until the next call
     */
    public Verdicts analyse(EventBatch batch) {
        if (batch.names != names) {
            throw new IllegalArgumentException("BUG: the batch belongs to another partition");
        }
        columns.clear();
        selector.select(batch, columns);
        detection.detect(batch, flags);
        flagCounts.count(batch, flags);
        histograms.fill(batch, columns);
        clock.judge(batch, timing);
        aggregator.aggregate(batch, timing, flags.flagged, selector.selected(), histograms.slots());
        return verdicts;
    }

    /**
     * What a detector does from the next event on is its usual: all that was learnt of it alone is forgotten. One
     * without a name of its own has nothing that could be.
     */
    public void forget(String detector) {
        int code = names.detectors().find(detector);
        if (code > NameTable.OTHER) {
            detection.forget(code);
        }
    }

    /** Counts a rejected record in the window of the partition's clock, outside if there is no clock yet. */
    public void reject() {
        aggregator.reject();
    }

    /** The windows that have closed since the last call, in closing order, which is that of their time. */
    public List<WindowContribution> takeClosedWindows() {
        return aggregator.takeClosedWindows();
    }

    /** Copies of the open windows, in ascending order. */
    public List<WindowContribution> openWindows() {
        return aggregator.openWindows();
    }

    /** A copy of what is outside of all windows: late and future events, rejects before the first event. */
    public WindowContribution outside() {
        return aggregator.outside();
    }

    /** What was counted since the partition's first record. */
    public AnalysisCounts counts() {
        Map<String, Long> selected = new LinkedHashMap<>();
        Map<String, Tally> tallies = selector.tallies();
        tallies.forEach((name, tally) -> selected.put(name, tally.accepted()));
        return new AnalysisCounts(
                flagCounts.accepted(),
                flagCounts.flagged(),
                flagCounts.byLayer(),
                selected,
                tallies,
                clock.late(),
                clock.future(),
                flagCounts.labelled(),
                flagCounts.truePositives());
    }

    /** What each detection layer at work is doing. */
    public List<LayerStatus> layers() {
        return detection.status();
    }

    /** The partition's clock of event time, microseconds since 1970; empty before the first event. */
    public OptionalLong clockMicros() {
        return clock.now();
    }

    /** How the partition's last events agreed with its clock. */
    public Punctuality punctuality() {
        return clock.punctuality();
    }

    /** Writes all that this pipeline knows after the batches analysed so far. Batches in hand are not part of it. */
    public void save(DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        histograms.counted().save(out);
        Names.save(names, out);
        histograms.savePairs(out);
        selector.save(out);
        flagCounts.save(out);
        clock.save(out);
        aggregator.save(out);
        detection.save(out);
    }

    /** What a saved pipeline's histograms have counted since the partition's first record; the rest is not read. */
    public static Histograms loadHistograms(DataInput in) throws IOException {
        format(in);
        return Histograms.load(in);
    }

    /** The names of the detectors that a saved pipeline knows, in the order of their appearance. */
    public static List<String> loadDetectors(AnalysisConfiguration configuration, DataInput in) throws IOException {
        int format = format(in);
        Histograms.load(in);
        List<String> detectors = names(format, configuration, in).detectors().names();
        return detectors.stream()
                .filter(name -> !name.equals(NameTable.OTHER_NAME) && !name.equals(NameTable.NO_NAME))
                .toList();
    }

    /**
     * Goes on where a saved pipeline stopped. The configuration may have changed: selections and layers are matched by
     * name, and those that are gone keep their counts; a changed prescale counts on; if the length of windows changed,
     * the open windows are closed first and come with the next {@link #takeClosedWindows}; what is before the next
     * multiple of the new length is late.
     *
     * @throws IOException also if what is read is none, is damaged, or was learnt by other detectors
     */
    public static PartitionPipeline load(AnalysisConfiguration configuration, DataInput in) throws IOException {
        int format = format(in);
        Histograms counted = Histograms.load(in);
        PartitionPipeline pipeline = new PartitionPipeline(configuration, names(format, configuration, in));
        pipeline.histograms.load(counted, in);
        pipeline.selector.load(in);
        pipeline.flagCounts.load(in);
        load(pipeline.clock, format, in);
        pipeline.aggregator.load(in);
        pipeline.detection.load(in);
        return pipeline;
    }

    /**
     * The windows of a saved pipeline that no file has yet, and what is outside of all, as they were saved: the same
     * whatever is configured now.
     */
    public static Aggregator.Saved loadWindows(DataInput in) throws IOException {
        int format = format(in);
        AnalysisConfiguration any = AnalysisConfiguration.defaults();
        Histograms counted = Histograms.load(in);
        NameTables names = names(format, any, in);
        Quantities quantities = new Quantities(any.schema());
        // What is passed over; not what detection knows, which is large and stands behind the windows.
        new HistogramFiller(any.statistics().histograms(), quantities, names).load(counted, in);
        new Selector(any.menu(), quantities, names).load(in);
        new FlagCounts(List.of()).load(in);
        load(any.statistics().newClock(), format, in);
        return Aggregator.read(in);
    }

    private static NameTables names(int format, AnalysisConfiguration configuration, DataInput in) throws IOException {
        return format < FORMAT ? Names.loadForm4(configuration, in) : Names.load(configuration, in);
    }

    private static void load(EventClock clock, int format, DataInput in) throws IOException {
        if (format == FORM_3) {
            clock.loadForm3(in);
        } else {
            clock.load(in);
        }
    }

    private static int format(DataInput in) throws IOException {
        int format = in.readUnsignedByte();
        if (format < FORM_3 || format > FORMAT) {
            throw new IOException("Unknown form of the analysis' state: found " + format + ", expected " + FORM_3
                    + " to " + FORMAT + "; it was written by another version");
        }
        return format;
    }
}
