package science.pipeline.spark;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.chassis.trouble.Trouble;

/** Says what is waited for: at once, and every ten seconds. Touched by one thread. */
final class Waiting {

    private static final Logger log = LoggerFactory.getLogger(Waiting.class);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private String told = "";
    private long toldAtNanos;

    void tell(Trouble trouble) {
        long now = System.nanoTime();
        if (!trouble.sentence().equals(told) || now - toldAtNanos >= AGAIN_NANOS) {
            told = trouble.sentence();
            toldAtNanos = now;
            log.warn(told);
        }
    }
}
