package science.pipeline.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import science.pipeline.analytics.intake.Upstream;

/**
 * Each state in which the service does not read is read on the first screen of a real browser, with its reason; the
 * others are in {@link FirstScreenTest}.
 */
class EveryStateTest {

    private static final String TOPIC = "particle-events";
    private static final ResourcePattern EVENTS = new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL);

    @TempDir
    Path folder;

    private final Closings closings = new Closings();
    private List<String> arguments = List.of();
    private String servers = "";
    private int pagePort;

    @AfterEach
    void leave() {
        closings.close();
    }

    @Test
    void isReadOnTheFirstScreenWithItsReason() throws Exception {
        Browser.assumeInstalled();
        start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            create(admin);
            closings.add(new Sender(servers, TOPIC)::close);
            ConfigurableApplicationContext service = service();
            Browser browser = Browser.open("http://127.0.0.1:" + pagePort + "/");
            closings.add(browser::close);
            browser.awaitFirstScreen("running", "running", "records/s");

            deny(admin);
            browser.awaitFirstScreen("denied", "denied", "Read on topic " + TOPIC);
            browser.assertNothingIsGood();
            allow(admin);
            browser.awaitFirstScreen("running", "running");

            Path results = folder.resolve("results");
            Files.move(results, folder.resolve("aside"));
            browser.awaitFirstScreen("retrying", "retrying", "Put it back");
            browser.assertNothingIsGood();
            Files.move(folder.resolve("aside"), results);
            browser.awaitFirstScreen("running", "running");

            listener(service).stopAbnormally(() -> {});
            browser.awaitFirstScreen("failed", "failed", "Restart the service");
            browser.assertNothingIsGood();
            service.close();

            service = service("--analytics.min-free-disk=1000000GB");
            browser.awaitFirstScreen("resting", "resting", "analytics.min-free-disk");
            browser.assertNothingIsGood();
            service.close();

            service();
            browser.awaitFirstScreen("running", "running");
            recreate(admin);
            browser.awaitFirstScreen("refused", "refused", "deleted and created again");
            browser.assertNothingIsGood();
        }
    }

    private void start() throws Exception {
        int brokerPort = LiveRun.freePort();
        pagePort = LiveRun.freePort();
        servers = "127.0.0.1:" + brokerPort;
        arguments = List.of(
                "--broker.port=" + brokerPort,
                "--broker.controller-port=" + LiveRun.freePort(),
                "--broker.data-dir=" + folder.resolve("broker"),
                "--broker.properties.authorizer.class.name="
                        + "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "--broker.properties.allow.everyone.if.no.acl.found=true",
                "--analytics.port=" + pagePort,
                "--analytics.results-dir=" + folder.resolve("results"),
                "--analytics.final-formats=csv",
                "--analytics.commit-interval=200ms");
        String[] all = arguments.toArray(String[]::new);
        closings.add(Part.settings(all)::close);
        closings.add(Part.BROKER.start(all, (GenericApplicationContext context) -> {})::close);
    }

    private ConfigurableApplicationContext service(String... more) {
        String[] all = Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
        Map<String, Object> settings = Map.of("pipeline.standalone", true, Kafka.BOOTSTRAP_SERVERS, servers);
        ConfigurableApplicationContext service =
                Part.ANALYTICS.start(all, new Shared<>(settings, Upstream.class, () -> false));
        closings.add(service::close);
        return service;
    }

    private static MessageListenerContainer listener(ConfigurableApplicationContext service) {
        return service.getBean(KafkaListenerEndpointRegistry.class)
                .getListenerContainers()
                .iterator()
                .next();
    }

    private static void deny(Admin admin) throws Exception {
        admin.createAcls(List.of(
                        entry(AclOperation.READ, AclPermissionType.DENY),
                        entry(AclOperation.ALL, AclPermissionType.ALLOW)))
                .all()
                .get();
    }

    private static AclBinding entry(AclOperation operation, AclPermissionType permission) {
        return new AclBinding(EVENTS, new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
    }

    private static void allow(Admin admin) throws Exception {
        admin.deleteAcls(List.of(new AclBindingFilter(EVENTS.toFilter(), AccessControlEntryFilter.ANY)))
                .all()
                .get();
    }

    private static void create(Admin admin) throws Exception {
        admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }

    /** The name is free a moment later. */
    private static void recreate(Admin admin) throws Exception {
        admin.deleteTopics(List.of(TOPIC)).all().get();
        Awaitility.await().ignoreExceptions().until(() -> {
            create(admin);
            return true;
        });
    }
}
