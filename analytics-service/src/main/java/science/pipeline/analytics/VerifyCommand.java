package science.pipeline.analytics;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import science.pipeline.analytics.dataset.Refusal;
import science.pipeline.analytics.dataset.ResultsFolder;
import science.pipeline.analytics.dataset.Verification;

/**
 * {@code verify FOLDER}: checks a dataset without Kafka. Exit code 0 if its books close, 1 if not, 2 for a wrong call.
 */
final class VerifyCommand {

    private VerifyCommand() {}

    static int run(String[] arguments, PrintStream out) {
        if (arguments.length != 1 || !Files.isDirectory(Path.of(arguments[0]))) {
            out.println("verify: expected one existing results folder, as in: verify results/");
            return 2;
        }
        try {
            Verification verification = Verification.of(ResultsFolder.existing(Path.of(arguments[0])));
            verification.ledger().forEach(out::println);
            verification.faults().forEach(fault -> out.println("FAULT  " + fault));
            out.println(
                    verification.faults().isEmpty()
                            ? "The books close."
                            : "The books do not close: " + verification.faults().size() + " fault(s).");
            return verification.faults().isEmpty() ? 0 : 1;
        } catch (IOException | Refusal unreadable) {
            out.println("FAULT  " + unreadable.getMessage());
            return 1;
        }
    }
}
