package science.pipeline.systemtest.process;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Three local brokers that form a cluster: replication 3, at least 2 in sync. Nodes are numbered 1 to 3. */
public final class Cluster implements AutoCloseable {

    private static final int NODES = 3;
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final Path folder;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Integer> userPorts = new ArrayList<>();
    private final List<Integer> controllerPorts = new ArrayList<>();
    private final List<JavaProcess> nodes = new ArrayList<>();
    private final Admin admin;
    private final Rights rights;

    /** Starts the cluster; returns when all nodes are there. */
    public Cluster(Path folder) {
        this.folder = folder;
        for (int node = 1; node <= NODES; node++) {
            ports.add(JavaProcess.freePort());
            userPorts.add(JavaProcess.freePort());
            controllerPorts.add(JavaProcess.freePort());
        }
        IntStream.rangeClosed(1, NODES).mapToObj(this::launch).forEach(nodes::add);
        Part.makeReady("analytics-service", "producer-service");
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
        awaitNodes();
        rights = new Rights(admin);
        rights.giveAll();
    }

    /** Where the tests themselves connect; nothing is ever denied there. */
    public String bootstrapServers() {
        return addresses(ports);
    }

    /** What a part of the pipeline is told, to connect as a user whose rights come and go. */
    List<String> arguments() {
        return List.of(
                "--spring.kafka.bootstrap-servers=" + addresses(userPorts),
                "--spring.kafka.security.protocol=SASL_PLAINTEXT",
                "--spring.kafka.properties.sasl.mechanism=PLAIN",
                "--spring.kafka.properties.sasl.jaas.config=" + LOGIN + " username=\"" + Rights.USER + "\" password=\""
                        + Rights.USER + "\";");
    }

    private static String addresses(List<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** Of the user as whom the parts of the pipeline connect. */
    public Rights rights() {
        return rights;
    }

    public Admin admin() {
        return admin;
    }

    private JavaProcess launch(int node) {
        String quorum = IntStream.rangeClosed(1, NODES)
                .mapToObj(each -> each + "@127.0.0.1:" + controllerPorts.get(each - 1))
                .collect(Collectors.joining(","));
        return new JavaProcess(
                "broker " + node,
                "local-broker",
                folder.resolve("broker-" + node + "-" + System.nanoTime() + ".log"),
                List.of(),
                List.of(
                        "--broker.node-id=" + node,
                        "--broker.port=" + ports.get(node - 1),
                        "--broker.controller-port=" + controllerPorts.get(node - 1),
                        "--broker.quorum=" + quorum,
                        "--broker.data-dir=" + folder.resolve("broker-" + node),
                        // A door of its own for the parts of the pipeline: who comes in there may be denied things.
                        "--broker.properties.listeners=PLAINTEXT://127.0.0.1:" + ports.get(node - 1)
                                + ",CONTROLLER://127.0.0.1:" + controllerPorts.get(node - 1)
                                + ",USERS://127.0.0.1:" + userPorts.get(node - 1),
                        "--broker.properties.advertised.listeners=PLAINTEXT://127.0.0.1:" + ports.get(node - 1)
                                + ",USERS://127.0.0.1:" + userPorts.get(node - 1),
                        "--broker.properties.listener.security.protocol.map=PLAINTEXT:PLAINTEXT,"
                                + "CONTROLLER:PLAINTEXT,USERS:SASL_PLAINTEXT",
                        "--broker.properties.sasl.enabled.mechanisms=PLAIN",
                        "--broker.properties.listener.name.users.plain.sasl.jaas.config=" + LOGIN + " user_"
                                + Rights.USER + "=\"" + Rights.USER + "\";",
                        "--broker.properties.authorizer.class.name="
                                + "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "--broker.properties.super.users=User:ANONYMOUS"));
    }

    public void kill(int node) {
        nodes.get(node - 1).kill();
    }

    /** Starts a killed node; returns when it has caught up with the topic. */
    public void restart(int node, String topic) {
        nodes.set(node - 1, launch(node));
        awaitAll(topic);
    }

    /** SIGTERM to all nodes; does not wait. */
    public void terminateAll() {
        nodes.forEach(JavaProcess::terminate);
    }

    /** Starts all nodes again once they have ended; returns when all have caught up with the topic. */
    public void restartAll(String topic) {
        nodes.forEach(JavaProcess::kill);
        IntStream.rangeClosed(1, NODES).forEach(node -> nodes.set(node - 1, launch(node)));
        awaitAll(topic);
    }

    private void awaitAll(String topic) {
        awaitNodes();
        await("all replicas of " + topic + " in sync")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> partitions(topic).stream()
                        .allMatch(partition -> partition.isr().size() == NODES));
    }

    private void awaitNodes() {
        await("all nodes of the cluster")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> {
                    failIfDead();
                    return admin.describeCluster().nodes().get().size() == NODES;
                });
    }

    private void failIfDead() {
        nodes.stream().filter(node -> !node.isAlive()).findFirst().ifPresent(dead -> {
            throw new AssertionError(dead.name() + " has ended; " + dead.tail());
        });
    }

    /** Creates a topic of four partitions; returns when the leader of each one answers. */
    public void createTopic(String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) NODES)))
                .all()
                .get();
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition), any -> OffsetSpec.latest()));
        // A producer that sends sooner may have its first batch refused and its second one taken. Its sequence then
        // begins with the second, and the broker refuses the first for ever.
        await("the leaders of " + topic).atMost(PATIENCE).ignoreExceptions().until(() -> {
            admin.listOffsets(ends).all().get();
            return true;
        });
    }

    /** By partition, how far a consumer group has told Kafka that it is. */
    public Map<Integer, Long> positions(String group) throws Exception {
        Map<Integer, Long> positions = new TreeMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, position) -> positions.put(partition.partition(), position.offset()));
        return positions;
    }

    /** Deletes a topic; returns when its name is free again. */
    public void deleteTopic(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await("the end of " + topic)
                .atMost(PATIENCE)
                .until(() -> !admin.listTopics().names().get().contains(topic));
    }

    /** Removes all members of a consumer group, as if their sessions had timed out. */
    public void forgetMembers(String group) {
        try {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (ExecutionException nobodyThere) {
            // a group without members has nobody to forget
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    /** How many members a consumer group has when each has partitions and every partition a member; otherwise 0. */
    public int membersAtWork(String group) {
        try {
            ConsumerGroupDescription described =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            List<Set<TopicPartition>> shares = described.members().stream()
                    .map(member -> member.assignment().topicPartitions())
                    .toList();
            boolean settled = described.groupState() == GroupState.STABLE
                    && shares.stream().noneMatch(Set::isEmpty)
                    && shares.stream().mapToInt(Set::size).sum() == PARTITIONS;
            return settled ? shares.size() : 0;
        } catch (ExecutionException notThere) {
            return 0;
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    /** The node that leads a partition. */
    public int leader(String topic, int partition) throws Exception {
        return partitions(topic).get(partition).leader().id();
    }

    /** The node that is the active controller. */
    public int controller() throws Exception {
        return admin.describeMetadataQuorum().quorumInfo().get().leaderId();
    }

    private List<TopicPartitionInfo> partitions(String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        nodes.forEach(JavaProcess::close);
    }
}
