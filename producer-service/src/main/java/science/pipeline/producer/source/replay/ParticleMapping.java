package science.pipeline.producer.source.replay;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.ParticleEvent;
import science.pipeline.formats.Rows;
import science.pipeline.producer.source.SourceException;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/** Which cells of a row are the fields of one of its particles. */
final class ParticleMapping implements RowMapping {

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
        eventId = cell(columns, Role.EVENT_ID, particle);
        time = cell(columns, Role.TIME, particle);
        particleType = cell(columns, Role.PARTICLE_TYPE, particle);
        energy = number(columns, Role.ENERGY, particle);
        momentumX = number(columns, Role.MOMENTUM_X, particle);
        momentumY = number(columns, Role.MOMENTUM_Y, particle);
        momentumZ = number(columns, Role.MOMENTUM_Z, particle);
        detector = cell(columns, Role.DETECTOR, particle);
        label = cell(columns, Role.LABEL, particle);
        sectors = detector.feed() instanceof Feed.PhiSector feed ? new PhiSectors(feed.sectors()) : null;
    }

    /** The mappings of all particles of a row. */
    static List<RowMapping> of(ReplayProperties settings) {
        KnownNames names = new KnownNames();
        return IntStream.rangeClosed(1, settings.particlesPerRow())
                .<RowMapping>mapToObj(particle -> new ParticleMapping(settings.columns(), particle, names))
                .toList();
    }

    @Override
    public boolean hasTime(Collection<String> columns) {
        return time.feed().missingOf(columns) == null;
    }

    @Override
    public boolean isTimeCut(Rows row) {
        return time.isCut(row);
    }

    @Override
    public void check(Rows file, boolean withTime) {
        for (Cell cell : cells(withTime)) {
            check(file, cell.field(), cell.feed());
        }
    }

    private static void check(Rows file, String field, Feed feed) {
        Collection<String> columns = file.columns();
        for (String column : feed.columns(columns)) {
            if (Collections.frequency(columns, column) > 1) {
                throw new SourceException(file.place() + ": found the column " + column
                        + " more than once, and it feeds " + field + "; expected one of that name");
            }
        }
        String missing = feed.missingOf(columns);
        if (missing != null) {
            throw new SourceException(file.place() + ": found no column " + missing + " for " + field
                    + "; the columns are " + String.join(", ", columns) + ". Name the right one, a constant as "
                    + "\"=VALUE\", or for a number an expression as \"E_MeV * 0.001\", with producer.replay.columns."
                    + field);
        }
    }

    @Override
    public ParticleEvent read(Rows row, boolean withTime, long otherwiseMicros) {
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

    private static Cell number(Map<String, String> columns, Role role, int particle) {
        String field = name(role);
        return new Cell(field, Feed.ofNumber(field, columns.getOrDefault(field, field), particle));
    }

    /** A field that the settings do not name is read from the column of its own name. */
    private static Cell cell(Map<String, String> columns, Role role, int particle) {
        String field = name(role);
        return new Cell(field, Feed.parse(field, columns.getOrDefault(field, field), particle));
    }

    /** The field of a role in the events of particles. */
    static String name(Role role) {
        return Schema.byDefault().field(role).orElseThrow().name();
    }
}
