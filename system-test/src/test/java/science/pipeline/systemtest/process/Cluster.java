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

    private final Path folder;
    private final List<Integer> ports = JavaProcess.freePorts(NODES);
    private final List<Integer> controllerPorts = JavaProcess.freePorts(NODES);
    private final Door door;
    private final List<JavaProcess> nodes = new ArrayList<>();
    private final Admin admin;
    private final Rights rights;

    private Cluster(Path folder, Door door) {
        this.folder = folder;
        this.door = door;
        IntStream.rangeClosed(1, NODES).mapToObj(this::launch).forEach(nodes::add);
        Part.makeReady("analytics-service", "producer-service");
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
        awaitNodes();
        rights = new Rights(admin);
        door.open(this);
    }

    /** Starts a cluster that lets the parts do everything that is not taken; returns when all nodes are there. */
    public static Cluster start(Path folder) {
        return new Cluster(folder, new PasswordDoor(NODES));
    }

    /** Starts a cluster that encrypts, asks for password and certificate, and lets the parts do what is granted. */
    public static Cluster startLocked(Path folder) {
        return new Cluster(folder, new LockedDoor(NODES, folder.resolve("certificates")));
    }

    /** Where the tests themselves connect; nothing is ever denied there. */
    public String bootstrapServers() {
        return addresses(ports);
    }

    /** What a part of the pipeline is told, to come in by the door. */
    List<String> arguments(Door.User user) {
        return door.arguments(
                user,
                addresses(
                        IntStream.rangeClosed(1, NODES).mapToObj(door::toldPort).toList()));
    }

    /** The door of a locked cluster. */
    public LockedDoor lockedDoor() {
        return (LockedDoor) door;
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
        String here = "PLAINTEXT://127.0.0.1:" + ports.get(node - 1);
        List<String> arguments = new ArrayList<>(List.of(
                "--broker.node-id=" + node,
                "--broker.port=" + ports.get(node - 1),
                "--broker.controller-port=" + controllerPorts.get(node - 1),
                "--broker.quorum=" + quorum,
                "--broker.data-dir=" + folder.resolve("broker-" + node)));
        Map<String, String> settings = new TreeMap<>(door.settings(node));
        settings.put(
                "listeners",
                here + ",CONTROLLER://127.0.0.1:" + controllerPorts.get(node - 1) + "," + door.name() + "://127.0.0.1:"
                        + door.port(node));
        settings.put("advertised.listeners", here + "," + door.name() + "://127.0.0.1:" + door.toldPort(node));
        settings.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT," + door.name() + ":" + door.protocol());
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        settings.forEach((key, value) -> arguments.add("--broker.properties." + key + "=" + value));
        return new JavaProcess(
                "broker " + node,
                "local-broker",
                folder.resolve("broker-" + node + "-" + System.nanoTime() + ".log"),
                List.of(),
                arguments);
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
        door.close();
    }
}
