/**
 * One real Kafka node in this JVM: the server that Apache ships, as broker and KRaft controller, with its data on disk.
 * May import Spring Boot, the settings and the Kafka server; nothing of the pipeline, which knows the node by its
 * address only.
 */
@NullMarked
package science.pipeline.broker;

import org.jspecify.annotations.NullMarked;
