package science.pipeline.producer;

import java.util.concurrent.CountDownLatch;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/** The end of the run: reached in the sending thread, waited for by the main thread, which then ends the process. */
@Component
public final class EndOfRun implements ExitCodeGenerator {

    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile int exitCode;

    /** Ends the run; only the first call counts. */
    public synchronized void reach(int code) {
        if (reached.getCount() > 0) {
            exitCode = code;
            reached.countDown();
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }

    void await() throws InterruptedException {
        reached.await();
    }
}
