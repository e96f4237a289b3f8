package sentiment.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who runs a {@link SecureBroker}: makes users, gives rights and takes them away. */
public final class Operator implements AutoCloseable {

  private static final int ITERATIONS = 4096;

  private final Admin admin;

  /** Works on the broker that lets it in there without a password. */
  public Operator(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  public void createTopic(String name) throws Exception {
    admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
  }

  /** Makes a user, or gives a user another password. */
  public void setPassword(String user, String password) throws Exception {
    ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
    UserScramCredentialUpsertion change = new UserScramCredentialUpsertion(user, info, password);
    admin.alterUserScramCredentials(List.of(change)).all().get();
  }

  public void removeUser(String user) throws Exception {
    UserScramCredentialDeletion change =
        new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512);
    admin.alterUserScramCredentials(List.of(change)).all().get();
  }

  public void grant(String user, ResourceType type, String name, AclOperation... rights)
      throws Exception {
    admin.createAcls(acls(user, type, name, PatternType.LITERAL, rights)).all().get();
  }

  /** Grants rights on whatever has a name that begins so. */
  public void grantOnNames(String user, ResourceType type, String prefix, AclOperation... rights)
      throws Exception {
    admin.createAcls(acls(user, type, prefix, PatternType.PREFIXED, rights)).all().get();
  }

  /** Takes back what {@link #grantOnNames} gave. */
  public void revokeOnNames(String user, ResourceType type, String prefix, AclOperation... rights)
      throws Exception {
    List<AclBinding> acls = acls(user, type, prefix, PatternType.PREFIXED, rights);
    admin.deleteAcls(acls.stream().map(AclBinding::toFilter).toList()).all().get();
  }

  private static List<AclBinding> acls(
      String user, ResourceType type, String name, PatternType pattern, AclOperation... rights) {
    List<AclBinding> acls = new ArrayList<>();
    for (AclOperation right : rights) {
      acls.add(
          new AclBinding(
              new ResourcePattern(type, name, pattern),
              new AccessControlEntry("User:" + user, "*", right, AclPermissionType.ALLOW)));
    }
    return acls;
  }

  @Override
  public void close() {
    admin.close();
  }
}
