package science.pipeline.systemtest.fault;

import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import science.pipeline.systemtest.process.Door.User;
import science.pipeline.systemtest.process.Rights;

/** What README's table says that each service needs, granted one by one. */
public final class LeastRights {

    /** A line of the table. */
    enum Line {
        READ_EVENTS,
        DESCRIBE_EVENTS_SETTINGS,
        READ_GROUP,
        WRITE_ITS_TOPICS,
        CREATE_ITS_TOPICS,
        PRODUCE,
        READ_WHAT_WAS_PRODUCED
    }

    private final Rights rights;
    private final Map<Line, AclBinding> granted = new EnumMap<>(Line.class);

    /** Grants all of them. */
    public LeastRights(Rights rights, String topic, String group) {
        this.rights = rights;
        topic(Line.READ_EVENTS, User.ANALYTICS, AclOperation.READ, topic, PatternType.LITERAL);
        topic(Line.DESCRIBE_EVENTS_SETTINGS, User.ANALYTICS, AclOperation.DESCRIBE_CONFIGS, topic, PatternType.LITERAL);
        // Its name with an ending is the group of an undisturbed run.
        granted.put(
                Line.READ_GROUP,
                rights.grant(User.ANALYTICS, AclOperation.READ, ResourceType.GROUP, group, PatternType.PREFIXED));
        topic(Line.WRITE_ITS_TOPICS, User.ANALYTICS, AclOperation.WRITE, topic + "-", PatternType.PREFIXED);
        topic(Line.CREATE_ITS_TOPICS, User.ANALYTICS, AclOperation.CREATE, topic + "-", PatternType.PREFIXED);
        topic(Line.PRODUCE, User.PRODUCER, AclOperation.WRITE, topic, PatternType.LITERAL);
        topic(Line.READ_WHAT_WAS_PRODUCED, User.PRODUCER, AclOperation.READ, topic, PatternType.LITERAL);
    }

    private void topic(Line line, User user, AclOperation operation, String name, PatternType how) {
        granted.put(line, rights.grant(user, operation, ResourceType.TOPIC, name, how));
    }

    void withdraw(Line line) {
        rights.giveBack(granted.get(line));
    }

    void restore(Line line) {
        rights.restore(granted.get(line));
    }
}
