package science.pipeline.dataset.commit;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The commits of one partition, {@code .commits/p00/N.json}. A commit becomes true by a hard link onto its number,
 * which fails when that number exists: of two owners only one can write it, and nothing is ever replaced.
 *
 * <p>Each file is {@code {"crc32c":"…","commit":…}}; the checksum is that of the commit's bytes as they stand.
 */
public final class CommitLog {

    /** A delayed owner learns that it is fenced by listing; that needs the newest ones only, a few more help people. */
    private static final int KEPT = 8;

    private static final Pattern NAME = Pattern.compile("(\\d{12,18})\\.json");
    private static final Pattern TEMPORARY = Pattern.compile("(\\d{12,18})\\..*\\.tmp");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build())
            // A count that older commits lack is 0 there.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final String PREFIX = "{\"crc32c\":\"";
    private static final String INFIX = "\",\"commit\":";

    /** Where the part begins that only a new owner needs; the second name is that of former versions. */
    private static final Set<String> UNSENT = Set.of("unsent", "unsentAlerts");

    private static final byte[] SUFFIX = {'}', '\n'};
    private static final int COMMIT_AT = PREFIX.length() + 8 + INFIX.length();
    private static final int WRITE_BYTES = 64 * 1024;

    private final Path folder;

    /** What was read last by those who look every second: a commit never changes. */
    private volatile @Nullable Commit books;

    CommitLog(Path folder) {
        this.folder = folder;
    }

    /** The newest commit. */
    public Optional<Commit> newest() throws IOException {
        return newest(this::read);
    }

    /**
     * The newest commit without its letters and its state, which only a new owner needs: they are most of it, and come
     * last. What is read is not held against the checksum, and kept as long as no newer one is there.
     */
    public Optional<Commit> newestBooks() throws IOException {
        return newest(this::books);
    }

    @FunctionalInterface
    private interface Reader {
        Commit read(long number) throws IOException;
    }

    private Optional<Commit> newest(Reader reader) throws IOException {
        while (true) {
            List<Long> numbers = numbers();
            if (numbers.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(reader.read(numbers.get(numbers.size() - 1)));
            } catch (NoSuchFileException prunedMeanwhile) {
                // its successor is there by now
            }
        }
    }

    /**
     * Makes the commit true, durably, or finds that it never can be.
     *
     * @throws IOException when it may stand or not: its owner must read what is true
     */
    public void append(Commit commit) throws IOException, Fenced {
        Path file = file(commit.number());
        Path temporary = folder.resolve(name(commit.number()) + "." + commit.owner() + ".tmp");
        try {
            write(temporary, commit);
            link(file, temporary, commit);
        } finally {
            Durable.discard(temporary);
        }
        // From here on the commit stands, whatever throws next.
        Durable.syncFolder(folder);
        // An owner that slept while its number was written and pruned again would succeed in linking it.
        List<Path> files = Durable.list(folder);
        List<Long> numbers = numbers(files);
        long highest = numbers.get(numbers.size() - 1);
        if (highest > commit.number()) {
            throw fenced(commit, "commit " + highest + " exists already");
        }
        prune(numbers);
        // One of former commits is there where the disk did not let it go.
        temporaries(files, commit.number()).forEach(Durable::discard);
    }

    /** Finds out whether another owner has taken the commit's number already. */
    public void checkIsNext(Commit commit) throws IOException, Fenced {
        List<Long> numbers = numbers();
        long highest = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
        if (highest >= commit.number()) {
            throw fenced(commit, "commit " + highest + " exists already");
        }
    }

    private void link(Path file, Path temporary, Commit commit) throws IOException, Fenced {
        try {
            Files.createLink(file, temporary);
        } catch (NoSuchFileException gone) {
            // A later owner sweeps it away, after it has linked its own; or the folder is gone.
            checkIsNext(commit);
            throw gone;
        } catch (FileAlreadyExistsException exists) {
            // On a network file system a link may succeed although its answer is lost.
            if (!read(commit.number()).owner().equals(commit.owner())) {
                throw fenced(commit, "another owner wrote it");
            }
        }
    }

    private static Fenced fenced(Commit commit, String found) {
        return new Fenced("Partition " + commit.partition() + ": commit " + commit.number() + " of epoch "
                + commit.epoch() + " came too late, " + found);
    }

    /**
     * Removes what former owners wrote and were killed before they could link. One that only slept finds its commit
     * fenced: every number up to the given one is taken.
     */
    void sweep(long upTo) throws IOException {
        for (Path file : temporaries(Durable.list(folder), upTo)) {
            Files.deleteIfExists(file);
        }
    }

    private static List<Path> temporaries(List<Path> files, long upTo) {
        List<Path> found = new ArrayList<>();
        for (Path file : files) {
            Matcher temporary = TEMPORARY.matcher(file.getFileName().toString());
            if (temporary.matches() && Long.parseLong(temporary.group(1)) <= upTo) {
                found.add(file);
            }
        }
        return found;
    }

    private void prune(List<Long> numbers) {
        for (long number : numbers.subList(0, Math.max(0, numbers.size() - KEPT))) {
            Durable.discard(file(number));
        }
    }

    /** The numbers of the commits, ascending. */
    public List<Long> numbers() throws IOException {
        return numbers(Durable.list(folder));
    }

    private static List<Long> numbers(List<Path> files) {
        return files.stream()
                .map(file -> NAME.matcher(file.getFileName().toString()))
                .filter(Matcher::matches)
                .map(matcher -> Long.parseLong(matcher.group(1)))
                .sorted()
                .toList();
    }

    /**
     * Writes it piece by piece, the checksum last: each commit would otherwise ask for arrays so large that the garbage
     * collector treats them apart.
     */
    private static void write(Path temporary, Commit commit) throws IOException {
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.position(COMMIT_AT);
            CRC32C crc = new CRC32C();
            OutputStream file = new BufferedOutputStream(Channels.newOutputStream(channel), WRITE_BYTES);
            writeJson(new CheckedOutputStream(file, crc), commit);
            file.write(SUFFIX);
            file.flush();
            channel.position(0);
            String head = PREFIX + Durable.hex(crc) + INFIX;
            Durable.writeFully(channel, ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    /** The bytes of a commit's file, as it is written whole. */
    public static byte[] encode(Commit commit) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        writeJson(json, commit);
        byte[] bytes = json.toByteArray();
        ByteArrayOutputStream file = new ByteArrayOutputStream(bytes.length + COMMIT_AT + SUFFIX.length);
        file.write((PREFIX + Durable.crc32c(bytes, 0, bytes.length) + INFIX).getBytes(StandardCharsets.US_ASCII));
        file.write(bytes);
        file.write(SUFFIX);
        return file.toByteArray();
    }

    private static void writeJson(OutputStream out, Commit commit) throws IOException {
        try {
            JSON.writeValue(out, commit);
        } catch (JacksonException failed) {
            // What the disk says comes wrapped as trouble of the entry that was just being written.
            if (failed.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw failed;
        }
    }

    /**
     * Reads one.
     *
     * @throws Refusal when it is damaged
     */
    public Commit read(long number) throws IOException {
        Path file = file(number);
        return decode(file.toString(), number, Files.readAllBytes(file));
    }

    /**
     * The bytes of a commit's file.
     *
     * @throws Refusal when they are damaged
     */
    public static Commit decode(String file, long number, byte[] bytes) {
        int end = bytes.length - SUFFIX.length;
        if (end <= COMMIT_AT) {
            throw damaged(file, "it has " + bytes.length + " bytes");
        }
        String expected = new String(bytes, PREFIX.length(), 8, StandardCharsets.US_ASCII);
        String found = Durable.crc32c(bytes, COMMIT_AT, end - COMMIT_AT);
        if (!found.equals(expected)) {
            throw damaged(file, "its checksum is " + found + ", it names " + expected);
        }
        Commit commit;
        try {
            commit = JSON.readValue(bytes, COMMIT_AT, end - COMMIT_AT, Commit.class);
        } catch (JacksonException unreadable) {
            throw damaged(file, unreadable.getOriginalMessage());
        }
        if (commit.format() != Commit.FORMAT || commit.number() != number) {
            throw damaged(file, "it holds format " + commit.format() + ", number " + commit.number());
        }
        return commit;
    }

    private Commit books(long number) throws IOException {
        Commit known = books;
        if (known == null || known.number() != number) {
            known = readBooks(number);
            books = known;
        }
        return known;
    }

    private Commit readBooks(long number) throws IOException {
        Path file = file(number);
        try (JsonParser in = JSON.createParser(Files.newInputStream(file))) {
            while (!"commit".equals(in.nextName())) {
                if (in.currentToken() == null) {
                    throw damaged(file, "it holds no commit");
                }
            }
            in.nextToken();
            ObjectNode books = JSON.createObjectNode();
            for (String name = in.nextName(); name != null && !UNSENT.contains(name); name = in.nextName()) {
                in.nextToken();
                books.set(name, in.readValueAsTree());
            }
            books.putArray("unsent");
            books.put("state", new byte[0]);
            return JSON.treeToValue(books, Commit.class);
        } catch (JacksonIOException trouble) {
            throw trouble.getCause();
        } catch (JacksonException unreadable) {
            throw damaged(file, unreadable.getOriginalMessage());
        }
    }

    private Path file(long number) {
        return folder.resolve(name(number) + ".json");
    }

    private static String name(long number) {
        return FileName.digits(number, 12);
    }

    private static Refusal damaged(Object file, String found) {
        return new Refusal(
                "The commit " + file + " is damaged: " + found + ". The books cannot be trusted beyond it, so"
                        + " nothing was changed. Restore the results folder from a copy, or move it aside and read the topic anew"
                        + " into an empty one (--analytics.results-dir=…, --spring.kafka.consumer.group-id=…).");
    }
}
