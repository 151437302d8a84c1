package science.pipeline.analytics;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Refusal;

/**
 * {@code verify FOLDER}: checks a dataset without Kafka. Exit code 0 if its books close, 1 for a fault, 2 for a wrong
 * call, 3 if the data is whole and the final files are missing or older than it.
 */
final class VerifyCommand {

    private static final int WRONG_CALL = 2;

    private VerifyCommand() {}

    static int run(String[] arguments, Datasets datasets, PrintStream out) {
        try {
            ResultsFolder folder = arguments.length == 1 ? datasets.find(arguments[0]) : null;
            if (folder == null) {
                out.println("verify: expected one existing results folder, as in: verify results/");
                return WRONG_CALL;
            }
            return verify(folder, datasets.hasFinalFiles(arguments[0]), out);
        } catch (NoSuchFileException missing) {
            return damaged("is missing: " + missing.getMessage(), out);
        } catch (Refusal damaged) {
            return damaged(String.valueOf(damaged.getMessage()), out);
        } catch (IOException unreadable) {
            out.println("verify: " + unreadable.getMessage());
            return WRONG_CALL;
        }
    }

    private static int damaged(String fault, PrintStream out) {
        out.println("FAULT  " + fault);
        return Verification.Outcome.FAULT.exitCode;
    }

    private static int verify(ResultsFolder folder, boolean hasFinalFiles, PrintStream out) {
        Verification verification = Verification.of(folder);
        verification.ledger().forEach(out::println);
        verification.notes().forEach(note -> out.println("NOTE   " + note));
        verification.faults().forEach(fault -> out.println("FAULT  " + fault));
        boolean isWhole = verification.outcome() == Verification.Outcome.OUTDATED && !hasFinalFiles;
        Verification.Outcome outcome = isWhole ? Verification.Outcome.CLOSED : verification.outcome();
        out.println(
                switch (outcome) {
                    case CLOSED -> "The books close.";
                    case FAULT ->
                        "The books do not close: " + verification.faults().size() + " fault(s).";
                    case OUTDATED ->
                        "The data is whole; the final files are outdated or missing: build them again, by"
                                + " starting the service once more and ending it.";
                });
        return outcome.exitCode;
    }
}
