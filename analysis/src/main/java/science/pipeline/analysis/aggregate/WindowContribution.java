package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.analysis.histogram.Histograms;
import science.pipeline.schema.Field;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * What one partition, or several together, counted in one window, or outside of all windows. Self-contained: names are
 * text. Immutable, so that it may pass from thread to thread.
 */
public final class WindowContribution {

    /** Start and end of what is outside of all windows. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** So many bytes of a saved one tell its start. */
    public static final int START_BYTES = Byte.BYTES + Long.BYTES;

    private static final int FORMAT = 5;

    /** Before there were shapes. */
    private static final int FORM_4 = 4;

    /** Of the energy alone, in GeV, before there were other measures and other schemas. */
    private static final int FORM_3 = 3;

    private final long startMicros;
    private final long endMicros;
    private final long flagged;
    private final long labelled;
    private final long rejected;
    private final SortedMap<String, Long> selected;
    private final EventCounts events;
    private final List<MeasuredValues> measures;
    private final Histograms histograms;
    private final SortedMap<String, ShapeCounts> shapes;

    WindowContribution(
            long startMicros,
            long endMicros,
            long flagged,
            long labelled,
            long rejected,
            SortedMap<String, Long> selected,
            EventCounts events,
            List<MeasuredValues> measures,
            Histograms histograms,
            SortedMap<String, ShapeCounts> shapes) {
        this.startMicros = startMicros;
        this.endMicros = endMicros;
        this.flagged = flagged;
        this.labelled = labelled;
        this.rejected = rejected;
        this.selected = selected;
        this.events = events;
        this.measures = List.copyOf(measures);
        this.histograms = histograms;
        this.shapes = shapes;
    }

    /** Whether it is what was outside of all windows, and has neither start nor end. */
    public boolean isOutside() {
        return startMicros == NO_TIME;
    }

    /** Start of the window, included, microseconds since 1970. */
    public long startMicros() {
        return startMicros;
    }

    /** End of the window, excluded, microseconds since 1970. */
    public long endMicros() {
        return endMicros;
    }

    /** How many events it counts. */
    public long totalEvents() {
        return events.all();
    }

    /** How many of them are flagged. */
    public long flagged() {
        return flagged;
    }

    /** How many of them bear the sender's label. */
    public long labelled() {
        return labelled;
    }

    /** How many records were rejected meanwhile. */
    public long rejected() {
        return rejected;
    }

    SortedMap<String, Long> selected() {
        return selected;
    }

    EventCounts events() {
        return events;
    }

    /** Each name once. */
    List<MeasuredValues> measures() {
        return measures;
    }

    Optional<MeasuredValues> measure(String name) {
        return measures.stream().filter(values -> values.name().equals(name)).findFirst();
    }

    Histograms histograms() {
        return histograms;
    }

    /** How each detector's events lie in the bins of all shapes, by its name; none of what is outside. */
    public SortedMap<String, ShapeCounts> shapes() {
        return Collections.unmodifiableSortedMap(shapes);
    }

    /** How many events each particle type has, by its name. */
    public SortedMap<String, Long> eventsByParticleType() {
        return Collections.unmodifiableSortedMap(events.byParticleType());
    }

    /** The names of all measures. */
    public List<String> measureNames() {
        return measures.stream().map(MeasuredValues::name).toList();
    }

    /** Values of each detector's events, by its name: of a measure; empty if there is none of this name. */
    public SortedMap<String, ValueSpectrum> byDetector(String measure) {
        return measure(measure)
                .map(MeasuredValues::byDetector)
                .map(Collections::unmodifiableSortedMap)
                .orElseGet(Collections::emptySortedMap);
    }

    /** How many events each detector has, by its name. */
    public SortedMap<String, Long> eventsByDetector() {
        return Collections.unmodifiableSortedMap(events.byDetector());
    }

    /** The name of the measure that tells how a detector does, the first one; empty where nothing is measured. */
    public Optional<String> mainMeasure() {
        return measures.stream().map(MeasuredValues::name).findFirst();
    }

    /** Values of each detector's events, by its name: of the main measure. */
    public SortedMap<String, ValueSpectrum> byDetector() {
        return measures.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(measures.get(0).byDetector());
    }

    /**
     * The sum of contributions to one window. Counts and bins add exactly; sums add in the order given, so that the
     * same contributions in the same order give the same bits. The longest says where the window ends: around a change
     * of its length, partitions may disagree.
     *
     * @param contributions one or more, all with the same start or all outside
     */
    public static WindowContribution sum(List<WindowContribution> contributions) {
        return WindowSum.of(contributions).contribution();
    }

    /** Writes it in a compact binary form. */
    public void save(DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        out.writeLong(startMicros);
        out.writeLong(endMicros);
        VarLong.write(flagged, out);
        VarLong.write(labelled, out);
        VarLong.write(rejected, out);
        EventCounts.save(selected, out);
        events.save(out);
        VarLong.write(measures.size(), out);
        for (MeasuredValues values : measures) {
            values.save(events.byParticleType().keySet(), events.byDetector().keySet(), out);
        }
        histograms.save(out);
        ShapeCounts.save(shapes, out);
    }

    /** Reads the start of a saved one, its first {@value #START_BYTES} bytes. */
    public static long loadStart(DataInput in) throws IOException {
        format(in);
        return in.readLong();
    }

    private static int format(DataInput in) throws IOException {
        int format = in.readUnsignedByte();
        if (format < FORM_3 || format > FORMAT) {
            throw new IOException("Unknown form of a window's statistics: found " + format + ", expected " + FORM_3
                    + " to " + FORMAT);
        }
        return format;
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws IOException also if it is none, or damaged
     */
    public static WindowContribution load(DataInput in) throws IOException {
        int format = format(in);
        long startMicros = in.readLong();
        long endMicros = in.readLong();
        long flagged = VarLong.read(in);
        long labelled = VarLong.read(in);
        long rejected = VarLong.read(in);
        SortedMap<String, Long> selected = EventCounts.loadCounts(in);
        List<MeasuredValues> measures = new ArrayList<>();
        EventCounts events;
        if (format == FORM_3) {
            MeasuredValues energy = loadEnergy(in);
            events = EventCounts.of(
                    Schema.byDefault(),
                    energy.all().count(),
                    counts(energy.byParticleType()),
                    counts(energy.byDetector()));
            measures.add(energy);
        } else {
            events = EventCounts.load(in);
            for (int left = VarLong.readInt(in); left > 0; left--) {
                measures.add(MeasuredValues.load(
                        events.byParticleType().keySet(), events.byDetector().keySet(), in));
            }
        }
        Histograms histograms = Histograms.load(in);
        SortedMap<String, ShapeCounts> shapes = format <= FORM_4 ? new TreeMap<>() : ShapeCounts.load(in);
        return new WindowContribution(
                startMicros, endMicros, flagged, labelled, rejected, selected, events, measures, histograms, shapes);
    }

    private static MeasuredValues loadEnergy(DataInput in) throws IOException {
        Field energy = Schema.byDefault().field(Role.ENERGY).orElseThrow();
        return new MeasuredValues(energy.name(), energy.unit(), Moments.loadForm3(in), loadGroups(in), loadGroups(in));
    }

    private static SortedMap<String, Long> counts(SortedMap<String, ValueSpectrum> groups) {
        SortedMap<String, Long> counts = new TreeMap<>();
        groups.forEach((name, values) -> counts.put(name, values.count()));
        return counts;
    }

    static void saveAll(List<WindowContribution> contributions, DataOutput out) throws IOException {
        VarLong.write(contributions.size(), out);
        for (WindowContribution contribution : contributions) {
            contribution.save(out);
        }
    }

    static List<WindowContribution> loadAll(DataInput in) throws IOException {
        int size = VarLong.readInt(in);
        List<WindowContribution> contributions = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            contributions.add(load(in));
        }
        return contributions;
    }

    private static SortedMap<String, ValueSpectrum> loadGroups(DataInput in) throws IOException {
        int size = VarLong.readInt(in);
        SortedMap<String, ValueSpectrum> groups = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            groups.put(in.readUTF(), ValueSpectrum.loadForm3(in));
        }
        return groups;
    }
}
