package science.pipeline.producer.source.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.event.Event;
import science.pipeline.formats.FileFault;
import science.pipeline.formats.FileFormat;
import science.pipeline.formats.RecordedFile;
import science.pipeline.formats.Rows;
import science.pipeline.producer.source.Position;
import science.pipeline.producer.source.Source;
import science.pipeline.producer.source.SourceException;
import science.pipeline.schema.Field;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Schema;

/** Recorded files as events, row by row, and in a row particle by particle. */
public final class ReplaySource implements Source {

    private static final Logger log = LoggerFactory.getLogger(ReplaySource.class);
    private static final double MICROS_PER_SECOND = 1e6;

    private final ReplayProperties settings;
    private final Clock clock;
    private final List<RecordedFile> files;
    private final List<RowMapping> particles;
    private final boolean withTime;
    private final long eventsPerPass;
    private final SkippedRows skipped;

    private @Nullable Rows rows;
    private int file;
    private long rowsOfFilesBefore;
    private int pass;

    /** Rows that are passed over are listed once, when they come first. */
    private int firstPass;

    private boolean passHasEvents;

    /** Events of this pass that were returned or passed over. */
    private long index;

    /** The events of the current row; none where it is passed over. */
    private List<Event> events = List.of();

    /** Of them, which comes next; at their end a further row is read. */
    private int particle;

    private boolean isCutSaid;

    private long originMicros = -1;

    /** Event time that earlier runs have not reached. */
    private long earliestMicros;

    private long originRow;
    private long rowsRead;

    /** @throws SourceException if a file cannot be read or its first row is no event */
    public ReplaySource(ReplayProperties settings, Schema schema, Clock clock) {
        this(settings, schema, clock, Path.of(""));
    }

    /** @param folder for the list of rows that are passed over */
    ReplaySource(ReplayProperties settings, Schema schema, Clock clock, Path folder) {
        this.skipped = new SkippedRows(folder);
        this.settings = settings;
        this.clock = clock;
        if (settings.file().isEmpty()) {
            throw new SourceException("producer.source is replay, but producer.replay.file names no file; expected one "
                    + "or several recorded files (CSV or JSON lines)");
        }
        particles = schema.fields().equals(Schema.byDefault().fields())
                ? ParticleMapping.of(settings)
                : SchemaMapping.of(schema, settings);
        try {
            files = settings.file().stream()
                    .map(path -> recordedFile(path, schema))
                    .toList();
            withTime = readsTime();
            files.forEach(this::tryFirstRow);
            eventsPerPass = files.stream().mapToLong(RecordedFile::countRows).sum() * settings.particlesPerRow();
        } catch (FileFault fault) {
            throw new SourceException(String.valueOf(fault.getMessage()), fault);
        }
    }

    /** @throws SourceException if the mapping names what is no field of the schema */
    public static void checkMapping(ReplayProperties settings, Schema schema) {
        SchemaMapping.checkNames(schema, settings.columns());
    }

    /** A file that names no columns has those of the schema, where they are as many. */
    private RecordedFile recordedFile(Path path, Schema schema) {
        FileFormat said = settings.format().asSaid();
        RecordedFile recorded;
        try {
            recorded = new RecordedFile(path, said);
        } catch (FileFault fault) {
            throw new SourceException("producer.replay.file: " + fault.getMessage(), fault);
        }
        List<String> names = schema.fields().stream()
                .filter(field -> field.presence() != Presence.CONSTANT)
                .map(Field::inFile)
                .toList();
        boolean isNamed = names.stream().anyMatch(name -> name.matches("column_[0-9]+|.*\\{.*"));
        return !isNamed && settings.columns().isEmpty() && recorded.countUnnamed() == names.size()
                ? new RecordedFile(path, said.withNames(names))
                : recorded;
    }

    @Override
    public @Nullable Event next() {
        try {
            return nextOfRows();
        } catch (FileFault fault) {
            throw new SourceException(String.valueOf(fault.getMessage()), fault);
        }
    }

    private @Nullable Event nextOfRows() {
        while (particle == events.size()) {
            if (!advance()) {
                return null;
            }
            events = read(row());
            particle = 0;
            if (events.isEmpty()) {
                index += particles.size();
            }
        }
        passHasEvents = true;
        index++;
        return events.get(particle++);
    }

    /** All events of a row, or none if it is to be passed over: half a row would be a wrong one. */
    private List<Event> read(Rows row) {
        long micros = generatedMicros();
        try {
            row.check();
            List<Event> all = new ArrayList<>(particles.size());
            for (RowMapping mapping : particles) {
                all.add(mapping.read(row, withTime, micros));
            }
            sayIfCut(row);
            skipped.good();
            return all;
        } catch (SourceException | FileFault noEvent) {
            if (settings.badRows() == BadRows.STOP) {
                throw noEvent;
            }
            if (pass == firstPass) {
                skipped.add(row, noEvent);
            }
            return List.of();
        }
    }

    private void sayIfCut(Rows row) {
        if (withTime && !isCutSaid && particles.get(0).isTimeCut(row)) {
            log.warn(
                    "{}: found a timestamp with more than six fraction digits; what is finer than a microsecond is cut, "
                            + "here and in further rows",
                    row.place());
            isCutSaid = true;
        }
    }

    @Override
    public Position position() {
        return new Position(pass, index - 1);
    }

    @Override
    public void seek(Position position) {
        try {
            goTo(position);
        } catch (FileFault fault) {
            throw new SourceException(String.valueOf(fault.getMessage()), fault);
        }
    }

    private void goTo(Position position) {
        closeFile();
        file = 0;
        rowsOfFilesBefore = 0;
        pass = position.pass();
        firstPass = pass;
        index = 0;
        rowsRead = 0;
        events = List.of();
        particle = 0;
        while (index < position.index()) {
            if (!advanceInPass()) {
                throw new SourceException(settings.file() + " ends after " + index + " events, but an earlier run has "
                        + "sent " + position.index() + " of them: is it still the same file? Without "
                        + "producer.replay.resume it is replayed from its beginning");
            }
            index += particles.size();
        }
        if (index > position.index()) {
            // In the middle of a row, of which the first particles were sent.
            events = read(row());
            index -= particles.size();
            particle = events.isEmpty() ? 0 : (int) (position.index() - index);
            index = events.isEmpty() ? index + particles.size() : position.index();
        }
    }

    @Override
    public boolean beginsNow() {
        return !withTime
                && settings.timestamps() != Timestamps.NOW
                && settings.start().isNow();
    }

    @Override
    public void goOnAfter(long micros) {
        earliestMicros = micros + (long) Math.ceil(MICROS_PER_SECOND / settings.eventRate());
    }

    @Override
    public OptionalLong remaining() {
        return settings.loop() ? OptionalLong.empty() : OptionalLong.of(Math.max(0, eventsPerPass - index));
    }

    @Override
    public OptionalInt identity() {
        CRC32 crc = new CRC32();
        settings.file().forEach(path -> crc.update(path.getFileName().toString().getBytes(StandardCharsets.UTF_8)));
        crc.update(settings.particlesPerRow());
        return OptionalInt.of((int) crc.getValue());
    }

    @Override
    public void close() {
        closeFile();
        skipped.close();
    }

    private void closeFile() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }

    private boolean advance() {
        if (advanceInPass()) {
            return true;
        }
        if (!settings.loop() || !passHasEvents) {
            return false;
        }
        pass++;
        passHasEvents = false;
        file = 0;
        rowsOfFilesBefore = 0;
        index = 0;
        return advanceInPass();
    }

    /** Goes to the next row of this file or of those after it. */
    private boolean advanceInPass() {
        while (true) {
            if (rows == null) {
                if (file == files.size()) {
                    return false;
                }
                rows = files.get(file++).open(rowsOfFilesBefore);
            }
            if (rows.advance()) {
                rowsRead++;
                return true;
            }
            rowsOfFilesBefore = rows.number() - 1;
            closeFile();
        }
    }

    private Rows row() {
        if (rows == null) {
            throw new IllegalStateException("BUG: a particle is read where no row is");
        }
        return rows;
    }

    private long generatedMicros() {
        if (originMicros < 0) {
            // A fixed start belongs to the first row of all, now belongs to the first row of this run.
            originRow = settings.start().fixed().isPresent() ? 1 : rowsRead;
            originMicros = settings.start().micros(clock, earliestMicros);
        }
        return originMicros + (long) ((rowsRead - originRow) * MICROS_PER_SECOND / settings.eventRate());
    }

    private boolean readsTime() {
        if (settings.timestamps() == Timestamps.RECORDED || !settings.pace().isFastest()) {
            return true;
        }
        return settings.timestamps() == Timestamps.AUTO && hasTime(files.get(0));
    }

    private boolean hasTime(RecordedFile recorded) {
        try (Rows rows = recorded.open()) {
            return rows.hasHeader() ? particles.get(0).hasTime(rows.columns()) : hasTime(rows);
        }
    }

    /** Without a header, the first row that is none of the bad ones tells. */
    private boolean hasTime(Rows rows) {
        while (rows.advance()) {
            try {
                rows.check();
                return particles.get(0).hasTime(rows.columns());
            } catch (FileFault noRow) {
                if (settings.badRows() == BadRows.STOP) {
                    throw noRow;
                }
            }
        }
        return false;
    }

    /** What is wrong with the mapping is said at the start. */
    private void tryFirstRow(RecordedFile recorded) {
        try (Rows first = recorded.open()) {
            if (first.hasHeader()) {
                particles.forEach(mapping -> mapping.check(first, withTime));
            }
            if (settings.badRows() == BadRows.STOP && first.advance()) {
                first.check();
                particles.forEach(mapping -> mapping.read(first, withTime, 0));
            }
        }
    }
}
