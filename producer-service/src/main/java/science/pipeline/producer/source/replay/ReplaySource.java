package science.pipeline.producer.source.replay;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Position;
import science.pipeline.producer.source.Source;
import science.pipeline.producer.source.SourceException;

/** Recorded files as events, row by row, and in a row particle by particle. */
public final class ReplaySource implements Source {

    private static final double MICROS_PER_SECOND = 1e6;

    private final ReplayProperties settings;
    private final Clock clock;
    private final List<RecordedFile> files;
    private final List<ParticleMapping> particles;
    private final boolean withTime;
    private final long eventsPerPass;

    private @Nullable Rows rows;
    private int file;
    private int pass;

    /** Events of this pass that were returned or passed over. */
    private long index;

    /** The particle of the current row that comes next; at the row's end a further row is read. */
    private int particle;

    private long originMicros = -1;
    private long originRow;
    private long rowsRead;

    /** @throws SourceException if a file cannot be read or its first row is no event */
    public ReplaySource(ReplayProperties settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        if (settings.file().isEmpty()) {
            throw new SourceException("producer.source is replay, but producer.replay.file names no file; expected one "
                    + "or several recorded files (CSV or JSON lines)");
        }
        files = settings.file().stream().map(RecordedFile::new).toList();
        particles = ParticleMapping.of(settings);
        withTime = readsTime();
        files.forEach(this::tryFirstRow);
        eventsPerPass = files.stream().mapToLong(RecordedFile::countRows).sum() * settings.particlesPerRow();
        particle = particles.size();
    }

    @Override
    public @Nullable ParticleEvent next() {
        if (particle == particles.size() && !advance()) {
            return null;
        }
        index++;
        return particles.get(particle++).read(row(), withTime, generatedMicros());
    }

    @Override
    public Position position() {
        return new Position(pass, index - 1);
    }

    @Override
    public void seek(Position position) {
        close();
        file = 0;
        pass = position.pass();
        index = 0;
        rowsRead = 0;
        particle = particles.size();
        while (index < position.index()) {
            if (particle == particles.size() && !advanceInPass()) {
                throw new SourceException(settings.file() + " ends after " + index + " events, but an earlier run has "
                        + "sent " + position.index() + " of them: is it still the same file? Without "
                        + "producer.replay.resume it is replayed from its beginning");
            }
            particle++;
            index++;
        }
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
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }

    private boolean advance() {
        if (advanceInPass()) {
            return true;
        }
        if (!settings.loop() || index == 0) {
            return false;
        }
        pass++;
        file = 0;
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
                rows = files.get(file++).open();
            }
            if (rows.advance()) {
                rowsRead++;
                particle = 0;
                return true;
            }
            close();
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
            originMicros = settings.start().micros(clock);
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
        try (Rows first = recorded.open()) {
            return (first.hasHeader() || first.advance()) && particles.get(0).hasTime(first.columns());
        }
    }

    /** What is wrong with the mapping is said at the start. */
    private void tryFirstRow(RecordedFile recorded) {
        try (Rows first = recorded.open()) {
            if (first.hasHeader()) {
                particles.forEach(mapping -> mapping.check(first, withTime));
            }
            if (first.advance()) {
                particles.forEach(mapping -> mapping.read(first, withTime, 0));
            }
        }
    }
}
