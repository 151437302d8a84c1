package science.pipeline.analytics;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import science.pipeline.analytics.dataset.ResultsFolder;
import science.pipeline.analytics.dataset.Verification;

/**
 * {@code verify FOLDER}: checks a dataset without Kafka. Exit code 0 if its books close, 1 for a fault, 2 for a wrong
 * call, 3 if the data is whole and the final files are missing or older than it.
 */
final class VerifyCommand {

    private static final int WRONG_CALL = 2;

    private VerifyCommand() {}

    static int run(String[] arguments, PrintStream out) {
        if (arguments.length != 1 || !Files.isDirectory(Path.of(arguments[0]))) {
            out.println("verify: expected one existing results folder, as in: verify results/");
            return WRONG_CALL;
        }
        Verification verification = Verification.of(ResultsFolder.existing(Path.of(arguments[0])));
        verification.ledger().forEach(out::println);
        verification.notes().forEach(note -> out.println("NOTE   " + note));
        verification.faults().forEach(fault -> out.println("FAULT  " + fault));
        out.println(
                switch (verification.outcome()) {
                    case CLOSED -> "The books close.";
                    case FAULT ->
                        "The books do not close: " + verification.faults().size() + " fault(s).";
                    case OUTDATED ->
                        "The data is whole; the final files are outdated or missing: build them again, by"
                                + " starting the service once more and ending it.";
                });
        return verification.outcome().exitCode;
    }
}
