package science.pipeline.systemtest.process;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final List<Integer> ports = new ArrayList<>();
    private final List<Integer> controllerPorts = new ArrayList<>();
    private final List<JavaProcess> nodes = new ArrayList<>();
    private final Admin admin;

    /** Starts the cluster; returns when all nodes are there. */
    public Cluster(Path folder) {
        this.folder = folder;
        for (int node = 1; node <= NODES; node++) {
            ports.add(JavaProcess.freePort());
            controllerPorts.add(JavaProcess.freePort());
        }
        IntStream.rangeClosed(1, NODES).mapToObj(this::launch).forEach(nodes::add);
        Part.makeReady("analytics-service", "producer-service");
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
        awaitNodes();
    }

    public String bootstrapServers() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
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
                        "--broker.data-dir=" + folder.resolve("broker-" + node)));
    }

    public void kill(int node) {
        nodes.get(node - 1).kill();
    }

    /** Starts a killed node; returns when it has caught up with the topic. */
    public void restart(int node, String topic) {
        nodes.set(node - 1, launch(node));
        awaitNodes();
        await("all replicas of " + topic + " in sync")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> partitions(topic).stream()
                        .allMatch(partition -> partition.isr().size() == NODES));
    }

    private void awaitNodes() {
        await("all nodes of the cluster").atMost(PATIENCE).ignoreExceptions().until(() -> {
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
