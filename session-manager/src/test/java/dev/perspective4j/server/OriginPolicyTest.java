package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OriginPolicyTest {

  @Test
  void letsPagesOfTheSameOriginIn() {
    OriginPolicy policy = OriginPolicy.sameOrigin();

    assertTrue(policy.allows("http://data.example:8080", "data.example:8080"));
    assertTrue(policy.allows("https://Data.Example", "data.example:443"));
    assertTrue(policy.allows("http://data.example:80", "data.example"));
  }

  @Test
  void keepsOtherPagesOut() {
    OriginPolicy policy = OriginPolicy.sameOrigin();

    assertFalse(policy.allows("https://evil.example", "data.example"));
    assertFalse(policy.allows("http://data.example:8081", "data.example:8080"));
    assertFalse(policy.allows("null", "data.example"));
    assertFalse(policy.allows("http://data.example", null));
    assertFalse(policy.allows(":// nonsense", "data.example"));
  }

  @Test
  void letsClientsThatAreNoPagesIn() {
    assertTrue(OriginPolicy.sameOrigin().allows(null, "data.example"));
  }

  @Test
  void letsListedOriginsIn() {
    OriginPolicy policy = OriginPolicy.allow(Set.of("https://app.example"));

    assertTrue(policy.allows("https://app.example", "data.example"));
    assertFalse(policy.allows("http://app.example", "data.example"));
  }
}
