package science.pipeline.chassis.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.chassis.trouble.Causes;
import science.pipeline.chassis.trouble.Right;
import science.pipeline.chassis.trouble.Trouble;

/**
 * Kafka as a service asks it: every question is answered, or it is said in one sentence why not. The client is made
 * with the first question, and made anew after one that failed: names that did not resolve, a password that was wrong,
 * may be right now. Any thread.
 */
public final class Cluster implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final int PATIENCE_MILLIS = 3000;

    private final Map<String, Object> settings;
    private final String servers;
    private final Causes causes;
    private final Lookout lookout;
    private @Nullable Admin admin;
    private volatile boolean answered;

    /**
     * @param adminSettings as Kafka names them
     * @throws ConfigException if a client cannot be made with them
     */
    public Cluster(Map<String, Object> adminSettings) {
        settings = new HashMap<>(adminSettings);
        new AdminClientConfig(settings);
        // Closing waits for questions that are open: without Kafka, a minute by the client's own defaults.
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        Object configured = settings.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
        servers = configured instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                : configured.toString().replace(" ", "");
        causes = Causes.at(servers);
        lookout = new Lookout(settings, servers);
    }

    /** Where Kafka is looked for, as HOST:PORT,HOST:PORT. */
    public String servers() {
        return servers;
    }

    /** What an error of a client of this Kafka means. */
    public Causes causes() {
        return causes;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param right what Kafka must allow for it
     * @throws NotReadyException with Kafka's own answer as its cause, if it gave one
     * @throws ConfigException if a client cannot be made with the settings
     */
    public <T> T ask(Right right, Function<Admin, KafkaFuture<T>> question)
            throws NotReadyException, InterruptedException {
        if (!answered) {
            look();
        }
        try {
            T answer = question.apply(admin()).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            answered = true;
            return answer;
        } catch (ExecutionException refused) {
            throw notReady(Objects.requireNonNullElse(refused.getCause(), refused), right);
        } catch (TimeoutException silent) {
            throw notReady(silent, right);
        }
    }

    /** Why Kafka gives no answer at all, as far as it can be found out. */
    public Trouble silence() {
        return silence("Waiting for Kafka at " + servers + ": ");
    }

    /** @param sentence that the reason completes, unless Kafka does not let us in */
    public Trouble silence(String sentence) {
        try {
            return new Trouble(Trouble.Kind.WAITING, sentence + lookout.behindTheDoor());
        } catch (AuthenticationException denied) {
            return causes.of(denied);
        }
    }

    private void look() throws NotReadyException {
        var found = lookout.atTheDoor();
        if (found.isPresent()) {
            throw new NotReadyException(waiting(found.get()));
        }
    }

    private NotReadyException notReady(Throwable answer, Right right) {
        log.debug("Kafka at {} did not answer as wished", servers, answer);
        var known = causes.known(answer, right);
        answered = known.isPresent() && !known.get().isDenied();
        if (!answered) {
            renew();
        }
        return new NotReadyException(known.orElseGet(this::silence), answer);
    }

    private Trouble waiting(String why) {
        return new Trouble(Trouble.Kind.WAITING, "Waiting for Kafka at " + servers + ": " + why);
    }

    private synchronized Admin admin() throws NotReadyException {
        if (admin == null) {
            try {
                admin = Admin.create(settings);
            } catch (ConfigException wrong) {
                throw wrong;
            } catch (KafkaException unusable) {
                // A file that is not there may come; anything else about the settings stays as it is.
                throw causes.known(unusable, null)
                        .map(known -> new NotReadyException(known, unusable))
                        .orElseThrow(
                                () -> new ConfigException(causes.of(unusable).sentence()));
            }
        }
        return admin;
    }

    private synchronized void renew() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }

    @Override
    public void close() {
        renew();
    }
}
