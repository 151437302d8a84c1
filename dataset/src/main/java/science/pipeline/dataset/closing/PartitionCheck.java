package science.pipeline.dataset.closing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.rows.EventColumns;
import science.pipeline.dataset.sink.PartitionCounts;

/**
 * Checks the parts of one partition against its newest commit and against each other: every byte, every row counted
 * again, and rows of a selection or of anomalies the same as among all events. All kinds are read side by side, in the
 * order of their offsets, so that memory does not grow with them.
 */
final class PartitionCheck {

    private static final int MOST_FAULTS = 5;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ResultsFolder folder;
    private final Commit commit;
    private final EventColumns columns;
    private final Map<String, FinalSum> sums;
    private final FaultList faults;
    private final String books;
    private final Map<String, PartRows> copies = new TreeMap<>();
    private final PartRows events;
    private final PartRows rejects;
    private final Map<String, Long> reasons = new TreeMap<>();
    private long flagged;
    private long labelled;
    private long both;
    private int differences;

    /**
     * @param columns of the final files
     * @param sums of the final files by kind, fed in ascending order of the partitions
     */
    PartitionCheck(
            ResultsFolder folder, Commit commit, EventColumns columns, Map<String, FinalSum> sums, FaultList faults) {
        this.columns = columns;
        this.folder = folder;
        this.commit = commit;
        this.sums = sums;
        this.faults = faults;
        this.books = ".commits/" + folder.commits(commit.partition()).getFileName();
        this.events = rows(Kind.ALL_EVENTS);
        this.rejects = rows(Kind.REJECTED);
        TreeSet<String> kinds = new TreeSet<>(commit.counts().selected().keySet());
        kinds.add(Kind.ANOMALIES);
        commit.files().forEach(file -> kinds.add(file.fileName().kind()));
        kinds.removeAll(List.of(Kind.ALL_EVENTS, Kind.REJECTED, Kind.WINDOWS));
        kinds.forEach(kind -> copies.put(kind, rows(kind)));
    }

    private PartRows rows(String kind) {
        boolean csv = Kind.isCsv(kind);
        boolean hasFinal = csv && !files(kind).isEmpty();
        FinalSum sum = hasFinal ? sums.computeIfAbsent(kind, first -> new FinalSum(columns)) : null;
        return new PartRows(folder, files(kind), csv, new OffsetCheck(kind, commit), columns, sum, faults);
    }

    private List<Commit.DataFile> files(String kind) {
        List<Commit.DataFile> files = new ArrayList<>(commit.files());
        files.removeIf(file -> !file.fileName().kind().equals(kind));
        files.sort(Comparator.comparingLong(file -> file.fileName().firstOffset()));
        return files;
    }

    void run() {
        PartitionCounts counts = commit.counts();
        faults.expect(books, "received", counts.received(), counts.accepted() + counts.rejectedTotal());
        faults.expect(
                books,
                "nextOffset − firstOffset",
                commit.nextOffset() - commit.firstOffset(),
                counts.records() + counts.skipped() + counts.lost());
        for (Commit.DataFile file : commit.files()) {
            if (file.fileName().partition() != commit.partition()) {
                faults.add(file.name(), "the commit of partition " + commit.partition() + " names it");
            }
        }
        readSideBySide();
        expectCounts(counts);
        for (Commit.DataFile file : files(Kind.WINDOWS)) {
            faults.check(file.name(), () -> checkBytes(file));
        }
    }

    private void readSideBySide() {
        copies.values().forEach(PartRows::next);
        nextReject();
        while (events.next()) {
            count();
            copies.forEach(this::compare);
            while (rejects.isBefore(events)) {
                expectNoEvent();
                nextReject();
            }
            expectNoEvent();
        }
        for (PartRows copy : copies.values()) {
            passOver(copy);
        }
        while (rejects.isBefore(events)) {
            nextReject();
        }
    }

    private void count() {
        boolean isFlagged = events.isFlagged();
        boolean isLabelled = events.isLabelled();
        flagged += isFlagged ? 1 : 0;
        labelled += isLabelled ? 1 : 0;
        both += isFlagged && isLabelled ? 1 : 0;
    }

    private void expectNoEvent() {
        if (rejects.isWith(events) || rejects.isWholeOf(events)) {
            differs(rejects, rejects.place() + " stands among all events, too");
        }
    }

    private void compare(String kind, PartRows copy) {
        passOver(copy);
        boolean isCopied = copy.isWith(events);
        if (isCopied && !copy.equalsRow(events)) {
            differs(copy, "the row at " + events.place() + " is another one than in " + events.name());
        }
        if (kind.equals(Kind.ANOMALIES) && isCopied != events.isFlagged()) {
            differs(events, "flagged, and not among the anomalies, or the other way round, at " + events.place());
        }
        if (isCopied) {
            copy.next();
        }
    }

    private void passOver(PartRows copy) {
        while (copy.isBefore(events)) {
            differs(copy, copy.place() + " does not stand among all events");
            copy.next();
        }
    }

    private void nextReject() {
        if (rejects.next()) {
            reasons.merge(rejects.json().path("reason").asString(""), 1L, Long::sum);
        }
    }

    private void differs(PartRows rows, String found) {
        if (differences++ < MOST_FAULTS) {
            faults.add(rows.name(), found);
        }
    }

    private void expectCounts(PartitionCounts counts) {
        faults.expect(books, "rows of all_events", events.rows(), counts.accepted());
        faults.expect(books, "rows of rejected", rejects.rows(), counts.rejectedTotal());
        faults.expect(books, "flagged events", flagged, counts.flagged());
        faults.expect(books, "labelled events", labelled, counts.labelled());
        faults.expect(books, "events both flagged and labelled", both, counts.truePositives());
        long byLayer = counts.flaggedByLayer().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        faults.expect(books, "flags by layer", byLayer, counts.flagged());
        copies.forEach((kind, rows) -> {
            long expected = kind.equals(Kind.ANOMALIES)
                    ? counts.flagged()
                    : counts.selected().getOrDefault(kind, 0L);
            faults.expect(books, "rows of " + kind, rows.rows(), expected);
        });
        TreeSet<String> found = new TreeSet<>(reasons.keySet());
        found.addAll(counts.rejected().keySet());
        for (String reason : found) {
            faults.expect(
                    books,
                    "rejects for " + reason,
                    reasons.getOrDefault(reason, 0L),
                    counts.rejected().getOrDefault(reason, 0L));
        }
    }

    private void checkBytes(Commit.DataFile file) throws IOException {
        long length = Files.size(folder.file(file.fileName()));
        if (length < file.bytes() || !file.open() && length > file.bytes()) {
            faults.add(file.name(), "found " + length + " bytes, its commit names " + file.bytes());
            return;
        }
        CRC32C crc = new CRC32C();
        try (InputStream in = Files.newInputStream(folder.file(file.fileName()))) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (long left = file.bytes(); left > 0; ) {
                int count = in.read(buffer, 0, (int) Math.min(left, BUFFER_BYTES));
                if (count < 0) {
                    break;
                }
                crc.update(buffer, 0, count);
                left -= count;
            }
        }
        if (!Durable.hex(crc).equals(file.crc32c())) {
            faults.add(file.name(), "found checksum " + Durable.hex(crc) + ", its commit names " + file.crc32c());
        }
    }
}
