package science.pipeline.systemtest.guarantee;

import science.pipeline.systemtest.process.Analytics;
import science.pipeline.systemtest.process.JavaProcess;

/** {@code verify} finds no fault in the results folder. */
public final class BooksClose implements Guarantee {

    private static final int PATIENCE_SECONDS = 300;

    @Override
    public void doAssert(Aftermath aftermath) {
        try (JavaProcess verify = Analytics.verify(aftermath.setup().results(), aftermath.logs())) {
            if (verify.awaitExit(PATIENCE_SECONDS) != 0) {
                throw new AssertionError("the books do not close; " + verify.tail());
            }
        }
    }
}
