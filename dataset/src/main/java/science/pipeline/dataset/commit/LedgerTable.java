package science.pipeline.dataset.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The ledger as people read it. */
public final class LedgerTable {

    private LedgerTable() {}

    /** One line each, without line ends. */
    public static List<String> of(Ledger ledger) {
        List<String> lines = new ArrayList<>();
        Long records = ledger.records();
        if (records == null) {
            lines.add(line("received", ledger.received(), "records"));
        } else {
            Long empty = Objects.requireNonNullElse(ledger.empty(), 0L);
            lines.add(line("records", records, empty + " of them without an event"));
            lines.add(line("received", ledger.received(), "events, and records rejected as a whole"));
        }
        lines.add(line("  accepted", ledger.accepted(), "events"));
        lines.add(line(
                "  rejected",
                ledger.rejected().total(),
                reasons(ledger.rejected().byReason())));
        lines.add(line(
                "flagged", ledger.flagged().total(), reasons(ledger.flagged().byLayer())));
        Truth.of(ledger).ifPresent(truth -> lines.add(line("  labelled", ledger.labelled(), words(ledger, truth))));
        if (ledger.alerts().withheld() > 0) {
            lines.add(line(
                    "  alerts", ledger.alerts().sent(), ledger.alerts().withheld() + " more withheld by the limit"));
        }
        if (!ledger.unsent().isEmpty()) {
            long total =
                    ledger.unsent().values().stream().mapToLong(Long::longValue).sum();
            lines.add(line("unsent", total, "Kafka did not take them: " + reasons(ledger.unsent())));
        }
        ledger.selected().forEach((name, count) -> lines.add(line("selected", count, name)));
        lines.add(line("late", ledger.late(), ""));
        lines.add(line("future", ledger.future(), ""));
        if (ledger.cutTimestamps() > 0) {
            lines.add(line("cut", ledger.cutTimestamps(), "timestamps finer than a microsecond"));
        }
        lines.add(line("skipped", ledger.skipped(), "offsets without a readable record"));
        lines.add(line("lost", ledger.lost(), "offsets in accepted gaps"));
        lines.add("");
        lines.add("partition        offsets      received      accepted      rejected       skipped          lost");
        for (Ledger.Line partition : ledger.partitions()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%9d %,14d %,13d %,13d %,13d %,13d %,13d%s",
                    partition.partition(),
                    partition.nextOffset() - partition.firstOffset(),
                    partition.received(),
                    partition.accepted(),
                    partition.rejected(),
                    partition.skipped(),
                    partition.lost(),
                    partition.closes() ? "" : "  DOES NOT CLOSE"));
        }
        return lines;
    }

    private static String line(String what, long count, String remark) {
        return String.format(Locale.ROOT, "%-12s %,14d  %s", what, count, remark)
                .stripTrailing();
    }

    private static String words(Ledger ledger, Truth truth) {
        String precision = truth.precision() == null
                ? "no flags"
                : String.format(Locale.ROOT, "precision %.3f", truth.precision());
        return String.format(
                Locale.ROOT,
                "by the sender, %d of them flagged: %s, recall %.3f",
                ledger.truePositives(),
                precision,
                truth.recall());
    }

    private static String reasons(Map<String, Long> counts) {
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) ->
                text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(count));
        return text.toString();
    }
}
