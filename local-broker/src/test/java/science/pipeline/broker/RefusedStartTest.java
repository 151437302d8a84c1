package science.pipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a person reads when the node does not start: what was found, what was expected, what to do; no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {

    @TempDir
    Path folder;

    @Test
    void aTakenPortIsNamed(CapturedOutput output) throws Exception {
        TestNode node = TestNode.in(folder.resolve("data"));
        try (ServerSocket taken = new ServerSocket(node.port(), 1, InetAddress.getLoopbackAddress())) {
            refused(node, output, "broker.port: cannot listen on 127.0.0.1:" + taken.getLocalPort(), "--broker.port=");
        }
        try (ServerSocket taken = new ServerSocket(node.controllerPort(), 1, InetAddress.getLoopbackAddress())) {
            refused(node, output, "broker.controller-port: cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        assertThat(folder).as("nothing was touched").isEmptyDirectory();
    }

    @Test
    void aFolderOfAnotherNodeIsLeftAlone(CapturedOutput output) throws Exception {
        Files.writeString(folder.resolve("meta.properties"), "version=1\nnode.id=7\ncluster.id=other\n");

        refused(TestNode.in(folder), output, "belongs to a node with node.id 7, but broker.node-id is 1");
    }

    @Test
    void aFolderOfAnotherClusterIsLeftAlone(CapturedOutput output) throws Exception {
        Files.writeString(folder.resolve("meta.properties"), "version=1\nnode.id=1\ncluster.id=other\n");

        refused(
                TestNode.in(folder, "--broker.cluster-id=mine"),
                output,
                "cluster.id other, but broker.cluster-id is mine");
    }

    @Test
    void aFolderWithSomethingElseIsLeftAlone(CapturedOutput output) throws Exception {
        Files.writeString(folder.resolve("thesis.tex"), "years of work");

        refused(TestNode.in(folder), output, "neither empty nor a broker's");
    }

    @Test
    void aMisspeltKeyIsAnsweredWithTheKeysThereAre(CapturedOutput output) {
        refused(
                TestNode.in(folder, "--broker.prot=9092"),
                output,
                "broker.prot: found '9092', but there is no such key, expected broker.port");
    }

    @Test
    void aMisspeltKafkaSettingIsRefused(CapturedOutput output) {
        refused(TestNode.in(folder, "--broker.properties.message.max.bites=1"), output, "found message.max.bites");
    }

    @Test
    void aKafkaSettingOfTheWrongTypeIsRefused(CapturedOutput output) {
        refused(TestNode.in(folder, "--broker.properties.num.io.threads=many"), output, "num.io.threads");
    }

    @Test
    void aQuorumWithoutThisNodeIsRefused(CapturedOutput output) {
        refused(
                TestNode.in(folder, "--broker.node-id=1", "--broker.quorum=11@127.0.0.1:9093"),
                output,
                "expected this node among them (broker.node-id 1)");
    }

    private static void refused(TestNode node, CapturedOutput output, String... expected) {
        assertThatThrownBy(node::start).isInstanceOf(Exception.class);
        assertThat(output.getOut()).contains(expected).doesNotContain("\tat ");
    }
}
