package science.pipeline.analysis.aggregate;

import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * By which names events are grouped, and what that is called where statistics are published: as its field. The fields
 * of the default schema have had names of their own from the beginning.
 */
enum Grouping {
    PARTICLE_TYPE(Role.PARTICLE_TYPE, "particle_distribution", "by_particle_type"),
    DETECTOR(Role.DETECTOR, "detector_distribution", "by_detector");

    private final Role role;
    private final String ownDistribution;
    private final String ownGroups;

    Grouping(Role role, String ownDistribution, String ownGroups) {
        this.role = role;
        this.ownDistribution = ownDistribution;
        this.ownGroups = ownGroups;
    }

    private boolean isOwn(String field) {
        return field.equals(Schema.byDefault().nameOf(role, ""));
    }

    /** How the counts of events by a field are called. */
    String distribution(String field) {
        return isOwn(field) ? ownDistribution : field + "_distribution";
    }

    /** How a measure's groups by a field are called. */
    String by(String field) {
        return isOwn(field) ? ownGroups : "by_" + field;
    }
}
