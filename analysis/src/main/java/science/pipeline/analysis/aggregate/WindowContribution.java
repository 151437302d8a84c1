package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.analysis.histogram.Histograms;

/**
 * What one partition, or several together, counted in one window, or outside of all windows. Self-contained: names are
 * text. Immutable, so that it may pass from thread to thread.
 */
public final class WindowContribution {

    /** Start and end of what is outside of all windows. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** So many bytes of a saved one tell its start. */
    public static final int START_BYTES = Byte.BYTES + Long.BYTES;

    private static final int FORMAT = 3;

    private final long startMicros;
    private final long endMicros;
    private final long flagged;
    private final long labelled;
    private final long rejected;
    private final SortedMap<String, Long> selected;
    private final Moments energy;
    private final SortedMap<String, EnergySpectrum> byParticleType;
    private final SortedMap<String, EnergySpectrum> byDetector;
    private final Histograms histograms;

    WindowContribution(
            long startMicros,
            long endMicros,
            long flagged,
            long labelled,
            long rejected,
            SortedMap<String, Long> selected,
            Moments energy,
            SortedMap<String, EnergySpectrum> byParticleType,
            SortedMap<String, EnergySpectrum> byDetector,
            Histograms histograms) {
        this.startMicros = startMicros;
        this.endMicros = endMicros;
        this.flagged = flagged;
        this.labelled = labelled;
        this.rejected = rejected;
        this.selected = selected;
        this.energy = energy;
        this.byParticleType = byParticleType;
        this.byDetector = byDetector;
        this.histograms = histograms;
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
        return energy.count();
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

    /** Of all events; their histogram is the sum of those by particle type. */
    Moments energy() {
        return energy;
    }

    SortedMap<String, EnergySpectrum> byParticleType() {
        return byParticleType;
    }

    Histograms histograms() {
        return histograms;
    }

    /** Energies of each detector's events, by its name. */
    public SortedMap<String, EnergySpectrum> byDetector() {
        return byDetector;
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
        VarLong.write(selected.size(), out);
        for (var entry : selected.entrySet()) {
            out.writeUTF(entry.getKey());
            VarLong.write(entry.getValue(), out);
        }
        energy.save(out);
        saveGroups(byParticleType, out);
        saveGroups(byDetector, out);
        histograms.save(out);
    }

    /** Reads the start of a saved one, its first {@value #START_BYTES} bytes. */
    public static long loadStart(DataInput in) throws IOException {
        int format = in.readUnsignedByte();
        if (format != FORMAT) {
            throw new IOException("Unknown form of a window's statistics: found " + format + ", expected " + FORMAT);
        }
        return in.readLong();
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws IOException also if it is none, or damaged
     */
    public static WindowContribution load(DataInput in) throws IOException {
        long startMicros = loadStart(in);
        long endMicros = in.readLong();
        long flagged = VarLong.read(in);
        long labelled = VarLong.read(in);
        long rejected = VarLong.read(in);
        SortedMap<String, Long> selected = new TreeMap<>();
        int selections = VarLong.readInt(in);
        for (int i = 0; i < selections; i++) {
            selected.put(in.readUTF(), VarLong.read(in));
        }
        return new WindowContribution(
                startMicros,
                endMicros,
                flagged,
                labelled,
                rejected,
                selected,
                Moments.load(in),
                loadGroups(in),
                loadGroups(in),
                Histograms.load(in));
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

    private static void saveGroups(SortedMap<String, EnergySpectrum> groups, DataOutput out) throws IOException {
        VarLong.write(groups.size(), out);
        for (var entry : groups.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().save(out);
        }
    }

    private static SortedMap<String, EnergySpectrum> loadGroups(DataInput in) throws IOException {
        int size = VarLong.readInt(in);
        SortedMap<String, EnergySpectrum> groups = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            groups.put(in.readUTF(), EnergySpectrum.load(in));
        }
        return groups;
    }
}
