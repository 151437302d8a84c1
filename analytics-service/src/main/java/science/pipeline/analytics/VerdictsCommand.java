package science.pipeline.analytics;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.rows.FlaggedRows;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.Refusal;

/**
 * {@code verdicts FOLDER}: the flagged events that people have judged, as CSV: the columns of the dataset, then
 * verdict, verdict_by and verdict_at. Exit code 0, or 2 for a wrong call or a dataset that cannot be read.
 */
final class VerdictsCommand {

    private static final int WRONG_CALL = 2;

    private VerdictsCommand() {}

    private record Event(long offset, int index) {}

    static int run(String[] arguments, PrintStream out) {
        if (arguments.length != 1 || !Files.isDirectory(Path.of(arguments[0]))) {
            out.println("verdicts: expected one existing results folder, as in: verdicts results/ > verdicts.csv");
            return WRONG_CALL;
        }
        try {
            ResultsFolder folder = ResultsFolder.existing(Path.of(arguments[0]));
            String header = "";
            for (Commit commit : folder.newestCommits()) {
                header = print(folder, commit, header, out);
            }
            if (header.isEmpty()) {
                out.println("verdicts: nobody has judged a flag of this dataset yet");
            }
            return 0;
        } catch (IOException | Refusal unreadable) {
            out.println("verdicts: " + unreadable.getMessage());
            return WRONG_CALL;
        }
    }

    /** @return the header that stands above what is printed; empty as long as nothing is */
    private static String print(ResultsFolder folder, Commit commit, String printedHeader, PrintStream out)
            throws IOException {
        Map<Event, Judgement> judged = new HashMap<>();
        commit.judgements().forEach(one -> judged.put(new Event(one.offset(), one.index()), one));
        if (judged.isEmpty()) {
            return printedHeader;
        }
        List<FlaggedRows.Row> rows =
                FlaggedRows.of(folder, commit, (offset, index) -> judged.containsKey(new Event(offset, index)));
        String header = printedHeader;
        for (FlaggedRows.Row row : rows) {
            if (!row.header().equals(header)) {
                header = row.header();
                out.println(header + ",verdict,verdict_by,verdict_at");
            }
            Judgement one = Objects.requireNonNull(
                    judged.get(new Event(row.offset(), row.index())), "BUG: a row that nobody judged");
            out.println(row.line() + "," + one.verdict().label() + ",\"" + one.by() + "\"," + one.at());
        }
        return header;
    }
}
