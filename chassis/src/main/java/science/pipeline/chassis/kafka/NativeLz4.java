package science.pipeline.chassis.kafka;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads lz4's native library, which works about twice as fast. Left to itself, lz4 looks for it only if its classes
 * come from the system's class loader; those in an executable jar do not. Once it is loaded, Kafka's client uses it.
 */
public final class NativeLz4 {

    private static final Logger log = LoggerFactory.getLogger(NativeLz4.class);

    private NativeLz4() {}

    public static void load() {
        try {
            // By name: the library is Kafka's dependency, in the version that Kafka chooses.
            Class.forName("net.jpountz.lz4.LZ4Factory")
                    .getMethod("nativeInstance")
                    .invoke(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            log.debug("lz4 works in Java, there is no native library for this machine", e);
        }
    }
}
