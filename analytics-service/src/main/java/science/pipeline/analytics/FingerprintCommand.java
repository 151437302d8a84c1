package science.pipeline.analytics;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.compare.Fingerprint;
import science.pipeline.dataset.sink.Refusal;

/**
 * {@code fingerprint FOLDER}: one number for a dataset, behind those of its parts. Exit code 0, or 2 for a wrong call
 * or a dataset that cannot be read.
 */
final class FingerprintCommand {

    private static final int WRONG_CALL = 2;

    private FingerprintCommand() {}

    static int run(String[] arguments, Datasets datasets, PrintStream out) {
        try {
            ResultsFolder folder = arguments.length == 1 ? datasets.find(arguments[0]) : null;
            if (folder == null) {
                out.println("fingerprint: expected one existing results folder, as in: fingerprint results/");
                return WRONG_CALL;
            }
            Fingerprint fingerprint = Fingerprint.of(folder);
            fingerprint
                    .parts()
                    .forEach(part -> out.printf(Locale.ROOT, "%s  %,14d  %s%n", part.hash(), part.rows(), part.name()));
            out.println(fingerprint.hash());
            return 0;
        } catch (IOException | Refusal unreadable) {
            out.println("fingerprint: " + unreadable.getMessage());
            return WRONG_CALL;
        }
    }
}
