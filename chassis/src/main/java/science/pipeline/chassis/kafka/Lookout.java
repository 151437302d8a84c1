package science.pipeline.chassis.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import science.pipeline.chassis.kafka.Doorbell.Answer;
import science.pipeline.chassis.kafka.Doorbell.Kind;
import science.pipeline.terminal.Printable;

/**
 * Looks why Kafka does not answer: at the servers that were configured, then at the nodes that they name. Any thread;
 * takes a second or two for each address that is silent.
 */
final class Lookout {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String HOW_TO_START =
            " A local one starts with ./mvnw spring-boot:run -Drun=broker; another one"
                    + " is named by --spring.kafka.bootstrap-servers=HOST:PORT.";

    /** As Kafka's clients read it: a protocol in front is passed over, numbers of IPv6 stand in brackets. */
    private static final Pattern SERVER =
            Pattern.compile("(?:[a-zA-Z0-9_]+://)?\\[?(?<host>[^\\[\\]\\s/]+?)\\]?:(?<port>[0-9]{1,5})");

    private final Map<String, Object> settings;
    private final List<Doorbell> servers;
    private final String protocol;

    /** @param settings of a client, as Kafka names them */
    Lookout(Map<String, Object> settings, String servers) {
        this.settings = settings;
        this.servers = Stream.of(servers.split(",")).map(Lookout::parse).toList();
        protocol = String.valueOf(settings.getOrDefault("security.protocol", "PLAINTEXT"))
                .toUpperCase(Locale.ROOT);
    }

    private static Doorbell parse(String server) {
        Matcher parts = SERVER.matcher(server);
        if (!parts.matches()) {
            throw new ConfigException("bootstrap.servers: found '" + Printable.of(server) + "'");
        }
        return new Doorbell(parts.group("host"), Integer.parseInt(parts.group("port")));
    }

    /**
     * What keeps a client from speaking to any of the servers, without a word being said that the client would not say
     * itself; empty if nothing does. A plain client that is let loose on a TLS port takes what it hears for the length
     * of an answer, and asks for hundreds of megabytes.
     */
    Optional<String> atTheDoor() {
        List<String> found = new ArrayList<>();
        for (Doorbell server : servers) {
            Optional<String> matter = matter(server, speaksTls() ? server.knock() : server.ring(!saysWho()));
            if (matter.isEmpty()) {
                return Optional.empty();
            }
            found.add(matter.get());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(together(found));
    }

    /** What to do is said once, whatever the number of servers that it holds for. */
    private static String together(List<String> found) {
        boolean closed = found.stream().anyMatch(matter -> matter.endsWith(HOW_TO_START));
        String matters = found.stream()
                .map(matter -> matter.endsWith(HOW_TO_START)
                        ? matter.substring(0, matter.length() - HOW_TO_START.length())
                        : matter)
                .collect(Collectors.joining(" "));
        return closed ? matters + HOW_TO_START : matters;
    }

    /**
     * Why it does not answer although somebody is there.
     *
     * @throws AuthenticationException if it does not let us in; clients that are connected already may hide that
     */
    String behindTheDoor() {
        for (Doorbell server : servers) {
            Answer answer = server.ring(!saysWho());
            if (speaksTls() && (answer.kind() == Kind.PLAIN || answer.kind() == Kind.SASL)) {
                return server + " speaks without TLS. Use a TLS port, or spring.kafka.security.protocol without SSL.";
            }
            Optional<String> matter = matter(server, answer);
            if (matter.isEmpty()) {
                return unreachable(server, protocol.equals("PLAINTEXT") ? answer.nodes() : nodes())
                        .orElse(server + " takes connections and does not answer in time.");
            }
        }
        return atTheDoor().orElse("it does not answer in time.");
    }

    private Optional<String> matter(Doorbell server, Answer answer) {
        return switch (answer.kind()) {
            case NO_NAME ->
                Optional.of(answer.words() + ". Correct spring.kafka.bootstrap-servers, or start what has it.");
            case CLOSED, NO_KAFKA -> Optional.of(place(server) + answer.words() + "." + HOW_TO_START);
            case TLS ->
                speaksTls()
                        ? Optional.empty()
                        : Optional.of(place(server) + answer.words() + ". Set spring.kafka.security.protocol to "
                                + (saysWho() ? "SASL_SSL" : "SSL") + ".");
            case SASL ->
                saysWho()
                        ? Optional.empty()
                        : Optional.of(place(server) + answer.words()
                                + ". Set spring.kafka.security.protocol and what belongs to it.");
            case PLAIN -> Optional.empty();
        };
    }

    /** One server alone stands in front of the sentence already. */
    private String place(Doorbell server) {
        return servers.size() == 1 ? "" : server + ": ";
    }

    private boolean speaksTls() {
        return protocol.endsWith("SSL");
    }

    private boolean saysWho() {
        return protocol.startsWith("SASL");
    }

    private static Optional<String> unreachable(Doorbell server, List<Node> nodes) {
        for (Node node : nodes) {
            Answer answer = new Doorbell(node.host(), node.port()).knock();
            if (answer.kind() != Kind.PLAIN) {
                return Optional.of("the bootstrap server " + server + " answered, node " + node.id() + " at "
                        + node.host() + ":" + node.port() + " does not: " + answer.words()
                        + ". Correct that node's advertised.listeners, or start it.");
            }
        }
        return Optional.empty();
    }

    /** A new consumer's first question goes to a bootstrap server; of all clients it alone shows the nodes then. */
    private List<Node> nodes() {
        Map<String, Object> own = new HashMap<>(settings);
        own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.listTopics(PATIENCE).values().stream()
                    .flatMap(List::stream)
                    .flatMap(partition -> Stream.of(partition.replicas()))
                    .filter(node -> !node.host().isEmpty())
                    .distinct()
                    .toList();
        } catch (AuthenticationException denied) {
            throw denied;
        } catch (KafkaException noAnswer) {
            return List.of();
        }
    }
}
