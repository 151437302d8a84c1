package science.pipeline.systemtest.process;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What the user as whom the parts of the pipeline connect may do at the cluster: everything that is not taken. */
public final class Rights {

    /** Its name, and its password. */
    static final String USER = "lab";

    private final Admin admin;

    Rights(Admin admin) {
        this.admin = admin;
    }

    void giveAll() {
        Stream<ResourcePattern> everything = Stream.of(
                new ResourcePattern(ResourceType.TOPIC, ResourcePattern.WILDCARD_RESOURCE, PatternType.LITERAL),
                new ResourcePattern(ResourceType.GROUP, ResourcePattern.WILDCARD_RESOURCE, PatternType.LITERAL),
                new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL));
        create(everything
                .map(what -> entry(what, AclOperation.ALL, AclPermissionType.ALLOW))
                .toList());
    }

    /** Denies an operation on what has this name, or a name that begins so; {@link #giveBack} ends it. */
    public AclBinding take(AclOperation operation, ResourceType type, String name, PatternType pattern) {
        AclBinding denied = entry(new ResourcePattern(type, name, pattern), operation, AclPermissionType.DENY);
        create(List.of(denied));
        return denied;
    }

    /** Grants an operation to a user of a locked cluster; {@link #giveBack} ends that. */
    public AclBinding grant(
            LockedDoor.User user, AclOperation operation, ResourceType type, String name, PatternType how) {
        AclBinding granted = new AclBinding(
                new ResourcePattern(type, name, how),
                new AccessControlEntry(
                        "User:" + user.name().toLowerCase(Locale.ROOT), "*", operation, AclPermissionType.ALLOW));
        create(List.of(granted));
        return granted;
    }

    /** Grants again what was taken. */
    public void restore(AclBinding granted) {
        create(List.of(granted));
    }

    /** Ends what was granted, or denied. */
    public void giveBack(AclBinding denied) {
        try {
            admin.deleteAcls(Set.of(denied.toFilter())).all().get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException("cannot give a right back: " + denied, failed);
        }
    }

    private void create(Collection<AclBinding> entries) {
        try {
            admin.createAcls(entries).all().get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException(
                    entries.stream().map(AclBinding::toString).collect(Collectors.joining("; ", "cannot set ", "")),
                    failed);
        }
    }

    private static AclBinding entry(ResourcePattern what, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(what, new AccessControlEntry("User:" + USER, "*", operation, permission));
    }
}
