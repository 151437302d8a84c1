package science.pipeline.benchmarks.plain;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The event as an ordinary object. */
public record PlainEvent(
        @JsonProperty("event_id") long eventId,
        @JsonProperty("timestamp") String timestamp,
        @JsonProperty("particle_type") String particleType,
        @JsonProperty("energy_gev") double energyGev,
        @JsonProperty("momentum_x") double momentumX,
        @JsonProperty("momentum_y") double momentumY,
        @JsonProperty("momentum_z") double momentumZ,
        @JsonProperty("detector_id") String detectorId,
        @JsonProperty("is_anomaly") boolean anomaly) {}
