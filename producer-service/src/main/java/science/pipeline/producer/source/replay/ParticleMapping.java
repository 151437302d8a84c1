package science.pipeline.producer.source.replay;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.SourceException;

/** Which cells of a row are the fields of one of its particles. */
final class ParticleMapping {

    private static final String TIME = "timestamp";

    private final Cell eventId;
    private final Cell time;
    private final Cell particleType;
    private final Cell energy;
    private final Cell momentumX;
    private final Cell momentumY;
    private final Cell momentumZ;
    private final Cell detector;
    private final Cell label;
    private final @Nullable PhiSectors sectors;
    private final KnownNames names;

    private ParticleMapping(Map<String, String> columns, int particle, KnownNames names) {
        this.names = names;
        eventId = cell(columns, "event_id", particle);
        time = cell(columns, TIME, particle);
        particleType = cell(columns, "particle_type", particle);
        energy = cell(columns, "energy_gev", particle);
        momentumX = cell(columns, "momentum_x", particle);
        momentumY = cell(columns, "momentum_y", particle);
        momentumZ = cell(columns, "momentum_z", particle);
        detector = cell(columns, "detector_id", particle);
        label = cell(columns, "is_anomaly", particle);
        sectors = detector.feed() instanceof Feed.PhiSector feed ? new PhiSectors(feed.sectors()) : null;
    }

    /** The mappings of all particles of a row. */
    static List<ParticleMapping> of(ReplayProperties settings) {
        KnownNames names = new KnownNames();
        return IntStream.rangeClosed(1, settings.particlesPerRow())
                .mapToObj(particle -> new ParticleMapping(settings.columns(), particle, names))
                .toList();
    }

    /** Whether the time of an event can be read where these columns are. */
    boolean hasTime(Collection<String> columns) {
        return time.feed().column().map(columns::contains).orElse(true);
    }

    /** Whether the time in this row is finer than a microsecond. */
    boolean isTimeCut(Rows row) {
        return time.isCut(row);
    }

    /**
     * Refuses a file that lacks a column, or has it twice.
     *
     * @param withTime whether timestamps are read from the file
     */
    void check(Rows file, boolean withTime) {
        Collection<String> columns = file.columns();
        for (Cell cell : cells(withTime)) {
            String column = cell.feed().column().orElse(null);
            if (column != null && Collections.frequency(columns, column) > 1) {
                throw new SourceException(file.place() + ": found the column " + column
                        + " more than once, and it feeds " + cell.field() + "; expected one of that name");
            }
            if (column != null && !columns.contains(column)) {
                throw new SourceException(file.place() + ": found no column " + column + " for " + cell.field()
                        + "; the columns are " + String.join(", ", columns) + ". Name the right one, or a constant as "
                        + "\"=VALUE\", with producer.replay.columns." + cell.field());
            }
        }
    }

    /** The event, except for its time if that is not read from the file. */
    ParticleEvent read(Rows row, boolean withTime, long otherwiseMicros) {
        double px = momentumX.momentum(row);
        double py = momentumY.momentum(row);
        return new ParticleEvent(
                eventId.eventId(row),
                withTime ? time.time(row) : otherwiseMicros,
                particleType.name(row, names),
                energy.energy(row),
                px,
                py,
                momentumZ.momentum(row),
                sectors == null ? detector.name(row, names) : sectors.name(px, py),
                label.label(row));
    }

    private List<Cell> cells(boolean withTime) {
        return Stream.of(eventId, time, particleType, energy, momentumX, momentumY, momentumZ, detector, label)
                .filter(cell -> withTime || cell != time)
                .toList();
    }

    /** A field that the settings do not name is read from the column of its own name. */
    private static Cell cell(Map<String, String> columns, String field, int particle) {
        return new Cell(field, Feed.parse(field, columns.getOrDefault(field, field), particle));
    }
}
