/**
 * Events that a small model of a detector makes up: a falling spectrum, known particles, detectors around the beam, and
 * labelled faults. Each event is a pure function of the settings and its number. May import {@code shared-model} and
 * {@code source}, never Kafka.
 */
@NullMarked
package science.pipeline.producer.source.synthetic;

import org.jspecify.annotations.NullMarked;
