package science.pipeline.dataset.commit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaChange;

/**
 * How an owner takes a partition over: it fences the one before by a commit of its own, and only then touches files.
 * Nothing is cut back or renamed over. The files that the predecessor still had open are copied to their committed
 * length under the new epoch, the next commit names the copies, and only then the old names go; a predecessor that
 * wakes up late writes to files that no commit names.
 */
public final class Takeover {

    private static final int COPY_BUFFER_BYTES = 1 << 20;

    private final ResultsFolder folder;
    private final int partition;
    private final CommitLog log;
    private final Claims claims;

    public Takeover(ResultsFolder folder, int partition) {
        this.folder = folder;
        this.partition = partition;
        this.log = folder.log(partition);
        this.claims = new Claims(folder, partition);
    }

    /**
     * @param commit the newest one, by this owner
     * @param resumed files that it may append to
     * @param place of both
     */
    public record Result(Commit commit, List<AppendFile> resumed, ResultsFolder.Place place) {}

    public Result run(Beginning beginning) throws IOException, Fenced {
        folder.checkIdentity();
        checkNotSealed();
        Durable.makeFolder(folder.commits(partition));
        ResultsFolder.Place place = folder.place(partition);
        Commit mine = fence(beginning);
        checkNotSealed(); // whoever seals fences after its mark: either this commit comes before that, or is seen here
        for (Commit.DataFile file : mine.files()) {
            checkLength(file);
        }
        log.sweep(mine.number());
        claims.begin(mine);
        claims.sweep(mine.dataset(), mine.epoch());
        List<AppendFile> resumed = new ArrayList<>();
        try {
            return new Result(resume(mine, resumed), resumed, place);
        } catch (IOException | Fenced | RuntimeException | Error failed) {
            AppendFile.letGo(resumed);
            throw failed;
        }
    }

    /** Goes on in copies of the files that the predecessor had open. */
    private Commit resume(Commit mine, List<AppendFile> resumed) throws IOException, Fenced {
        List<Commit.DataFile> files = new ArrayList<>();
        Schema schema = mine.configuration().schema();
        boolean copied = false;
        for (Commit.DataFile file : mine.files()) {
            if (file.open()) {
                boolean goesOn = !Kind.isCsv(file.fileName().kind()) || hasColumnsOf(schema, file);
                AppendFile copy = copy(file, mine.epoch());
                files.add(copy.describe(goesOn));
                if (goesOn) {
                    resumed.add(copy);
                } else {
                    AppendFile.letGo(List.of(copy));
                }
                copied = true;
            } else {
                files.add(file);
            }
        }
        if (!copied) {
            return mine;
        }
        Durable.syncFolder(folder.root());
        Durable.syncFolder(folder.commits(partition));
        Commit renamed = mine.movedTo(files);
        log.append(renamed);
        claims.sweep(mine.dataset(), mine.epoch());
        return renamed;
    }

    /** Whether a file has the columns of the rows that follow. */
    private boolean hasColumnsOf(Schema schema, Commit.DataFile file) throws IOException {
        byte[] header = schema.fileHeader().getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(folder.file(file.fileName()))) {
            return Arrays.equals(in.readNBytes(header.length), header) && in.read() == '\n';
        }
    }

    private void checkNotSealed() throws IOException {
        if (folder.isSealed()) {
            throw new Refusal(
                    "The dataset in " + folder.root() + " is sealed: its rows are in its final files, and later"
                            + " ones never change it. Nothing was changed. Go on in an empty folder (--analytics.results-dir=…)"
                            + " as another group (--spring.kafka.consumer.group-id=…), from where it ends if you like"
                            + " (--analytics.start=behind:" + folder.root() + ").");
        }
    }

    /** Writes the commit from which on every other owner's next commit fails. */
    private Commit fence(Beginning beginning) throws IOException {
        while (true) {
            Optional<Commit> newest = log.newest();
            newest.ifPresent(commit -> {
                check(commit, beginning, folder.root().toString());
            });
            Commit mine = newest.map(commit -> commit.takenOver(beginning)).orElseGet(() -> Commit.first(beginning));
            try {
                log.append(mine);
                return mine;
            } catch (Fenced somebodyWasFaster) {
                // read what it wrote, and follow that
            }
        }
    }

    /**
     * Whether an owner may go on from the newest commit.
     *
     * @param place where the dataset is, for people
     * @throws Refusal when it is another dataset's, or of events of another schema
     */
    public static void check(Commit newest, Beginning beginning, String place) {
        checkOrigin(newest, beginning.identity(), beginning.partition(), place);
        checkSchema(newest, beginning.setup(), place);
    }

    private static void checkOrigin(Commit newest, ResultsFolder.Identity expected, int partition, String place) {
        boolean same = newest.source().equals(expected.source())
                && newest.dataset().equals(expected.dataset())
                && newest.partition() == partition;
        if (!same) {
            throw new Refusal("The newest commit of partition " + partition + " in " + place + " belongs to partition "
                    + newest.partition() + " of " + newest.source() + ", dataset " + newest.dataset()
                    + "; expected partition "
                    + partition + " of " + expected.source() + ", dataset " + expected.dataset()
                    + ". Nothing was changed. Commits of several folders were mixed: restore the folder from a copy.");
        }
    }

    /** Rows of two kinds in one file would be no table. */
    private static void checkSchema(Commit newest, Setup setup, String place) {
        if (newest.configuration().hash().equals(setup.hash())) {
            return;
        }
        List<String> refused = SchemaChange.refused(newest.configuration().schema(), setup.parsed());
        if (!refused.isEmpty()) {
            throw new Refusal(
                    "The dataset in " + place + " has events of another schema than event.schema says: "
                            + String.join("; ", refused)
                            + ". Nothing was changed. A further optional field is allowed; for"
                            + " another schema read the topic anew into an empty folder as another group"
                            + " (--analytics.results-dir=…, --spring.kafka.consumer.group-id=…), or go on with the former one.");
        }
    }

    private void checkLength(Commit.DataFile file) throws IOException {
        Path path = folder.file(file.fileName());
        long found;
        try {
            found = Files.size(path);
        } catch (NoSuchFileException absent) {
            throw damaged(path, "it is missing", file);
        }
        if (found < file.bytes() || !file.open() && found > file.bytes()) {
            throw damaged(path, "it has " + found + " bytes", file);
        }
    }

    private static Refusal damaged(Path path, String found, Commit.DataFile file) {
        return new Refusal("The data file " + path + " is damaged: " + found + "; its commit names " + file.bytes()
                + " bytes with checksum " + file.crc32c()
                + ". No data file was touched. Restore the results folder from a copy,"
                + " or move it aside and read the topic anew into an empty one.");
    }

    private AppendFile copy(Commit.DataFile file, int epoch) throws IOException {
        Path from = folder.file(file.fileName());
        FileName name = file.fileName().withEpoch(epoch);
        Path to = folder.file(name);
        claims.claim(name);
        CRC32C crc = new CRC32C();
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(COPY_BUFFER_BYTES);
            for (long left = file.bytes(); left > 0; left -= buffer.limit()) {
                buffer.clear().limit((int) Math.min(left, COPY_BUFFER_BYTES));
                while (buffer.hasRemaining() && in.read(buffer) >= 0) {
                    // a read may return less than asked
                }
                buffer.flip();
                if (!buffer.hasRemaining()) {
                    throw damaged(from, "it ends " + left + " bytes early", file);
                }
                crc.update(buffer.duplicate());
                Durable.writeFully(out, buffer);
            }
            out.force(true);
        }
        if (!Durable.hex(crc).equals(file.crc32c())) {
            Durable.discard(to);
            throw damaged(from, "its checksum is " + Durable.hex(crc), file);
        }
        return AppendFile.resume(to, name, folder.writers(), crc, file.bytes(), file.rows());
    }
}
