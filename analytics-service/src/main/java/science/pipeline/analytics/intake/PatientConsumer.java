package science.pipeline.analytics.intake;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import science.pipeline.chassis.trouble.Causes;

/**
 * A consumer that Kafka may turn away: a poll that is denied brings nothing, and the next one tries again. To the
 * container such an error is fatal, or a reason to sleep; so it keeps turning, what has been read is committed, and
 * reading goes on by itself once the right is given back.
 */
final class PatientConsumer implements InvocationHandler {

    private static final int PAUSE_MILLIS = 500;

    private final Consumer<?, ?> consumer;
    private final Access access;
    private final Causes causes;

    private PatientConsumer(Consumer<?, ?> consumer, Access access, Causes causes) {
        this.consumer = consumer;
        this.access = access;
        this.causes = causes;
    }

    /** The same consumer, patient. */
    @SuppressWarnings("unchecked")
    static <K, V> Consumer<K, V> of(Consumer<K, V> consumer, Access access, Causes causes) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                PatientConsumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new PatientConsumer(consumer, access, causes));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            boolean denied = cause instanceof AuthorizationException || cause instanceof AuthenticationException;
            if (denied && method.getName().equals("poll")) {
                access.lost(causes.of(cause));
                pause();
                return ConsumerRecords.empty();
            }
            throw cause;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopping) {
            throw new InterruptException(stopping);
        }
    }
}
