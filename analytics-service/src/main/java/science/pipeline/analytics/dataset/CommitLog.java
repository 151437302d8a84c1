package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The commits of one partition, {@code .commits/p00/N.json}. A commit becomes true by a hard link onto its number,
 * which fails when that number exists: of two owners only one can write it, and nothing is ever replaced.
 *
 * <p>Each file is {@code {"crc32c":"…","commit":…}}; the checksum is that of the commit's bytes as they stand.
 */
final class CommitLog {

    /** A delayed owner learns that it is fenced by listing; that needs the newest ones only, a few more help people. */
    private static final int KEPT = 8;

    private static final Pattern NAME = Pattern.compile("(\\d{12,})\\.json");
    private static final Pattern TEMPORARY = Pattern.compile("(\\d{12,})\\..*\\.tmp");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PREFIX = "{\"crc32c\":\"";
    private static final String INFIX = "\",\"commit\":";
    private static final int COMMIT_AT = PREFIX.length() + 8 + INFIX.length();

    private final Path folder;

    CommitLog(Path folder) {
        this.folder = folder;
    }

    /** The newest commit. */
    Optional<Commit> newest() throws IOException {
        while (true) {
            List<Long> numbers = numbers();
            if (numbers.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(read(numbers.get(numbers.size() - 1)));
            } catch (NoSuchFileException prunedMeanwhile) {
                // its successor is there by now
            }
        }
    }

    /** Makes the commit true, durably, or finds that it never can be. */
    void append(Commit commit) throws IOException, Fenced {
        Files.createDirectories(folder);
        Path file = folder.resolve("%012d.json".formatted(commit.number()));
        Path temporary = folder.resolve("%012d.%s.tmp".formatted(commit.number(), commit.owner()));
        try {
            Durable.write(temporary, encode(commit));
            link(file, temporary, commit);
        } finally {
            Files.deleteIfExists(temporary);
        }
        Durable.syncFolder(folder);
        // An owner that slept while its number was written and pruned again would succeed in linking it.
        List<Long> numbers = numbers();
        long highest = numbers.get(numbers.size() - 1);
        if (highest > commit.number()) {
            throw fenced(commit, "commit " + highest + " exists already");
        }
        prune(numbers);
    }

    private void link(Path file, Path temporary, Commit commit) throws IOException, Fenced {
        try {
            Files.createLink(file, temporary);
        } catch (NoSuchFileException swept) {
            throw fenced(commit, "a later owner swept it away");
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
        for (Path file : list()) {
            Matcher temporary = TEMPORARY.matcher(file.getFileName().toString());
            if (temporary.matches() && Long.parseLong(temporary.group(1)) <= upTo) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void prune(List<Long> numbers) throws IOException {
        for (long number : numbers.subList(0, Math.max(0, numbers.size() - KEPT))) {
            Files.deleteIfExists(folder.resolve("%012d.json".formatted(number)));
        }
    }

    /** The numbers of the commits, ascending. */
    private List<Long> numbers() throws IOException {
        return list().stream()
                .map(file -> NAME.matcher(file.getFileName().toString()))
                .filter(Matcher::matches)
                .map(matcher -> Long.parseLong(matcher.group(1)))
                .sorted()
                .toList();
    }

    private List<Path> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static byte[] encode(Commit commit) {
        byte[] body = JSON.writeValueAsBytes(commit);
        byte[] head = (PREFIX + Durable.crc32c(body, 0, body.length) + INFIX).getBytes(StandardCharsets.US_ASCII);
        byte[] tail = "}\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        System.arraycopy(tail, 0, all, head.length + body.length, tail.length);
        return all;
    }

    private Commit read(long number) throws IOException {
        Path file = folder.resolve("%012d.json".formatted(number));
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - 2;
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

    private static Refusal damaged(Path file, String found) {
        return new Refusal(
                "The commit " + file + " is damaged: " + found + ". The books cannot be trusted beyond it, so"
                        + " nothing was changed. Restore the results folder from a copy, or move it aside and read the topic anew"
                        + " into an empty one (--analytics.results-dir=…, --spring.kafka.consumer.group-id=…).");
    }
}
