package dev.perspective4j.conformance.live;

import dev.perspective4j.conformance.compare.Canonical;
import dev.perspective4j.conformance.compare.Difference;
import dev.perspective4j.conformance.compare.Normal;
import dev.perspective4j.conformance.compare.Servers;
import dev.perspective4j.conformance.live.LiveStep.Effect;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireClient;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.ViewConfigCodec;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableSizeReq;
import dev.perspective4j.wire.proto.ViewPort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a script against the reference and against ours and compares after every step: the answer,
 * what every session has been told, and what every view shows. Ours must also show what a fresh view
 * shows, or, where that depends on the age of groups, the reference's fresh view must show it, too.
 *
 * <p>The reference's live views go wrong now and then (docs/compatibility.md); one that no longer
 * shows what its own fresh view shows is no longer asked, nor one that differs from ours where its fresh
 * view does not. What it shows wrong in any view is left out column by column ({@link KnownFaults}).
 */
final class LiveRun implements AutoCloseable {

  private static final ViewPort ALL = ViewPort.getDefaultInstance();

  private final String prefix;
  private final List<WireClient> reference = new ArrayList<>();
  private final List<WireClient> ours = new ArrayList<>();
  private final Map<String, Seen> views = new LinkedHashMap<>();
  private final List<String> tables = new ArrayList<>();
  private final Set<String> joins = new HashSet<>();
  private final Map<LiveStep, Integer> subscriptions = new IdentityHashMap<>();
  private final Map<String, LiveColumns> columns;
  private int probes;
  private int ports;

  /** A view and what is known about it. */
  private static final class Seen {
    private final int session;
    private final String table;
    private final ViewConfig config;
    private final KnownFaults known;
    private final boolean likeNulls;
    private boolean moved;
    private boolean trusted;
    private LiveTree before = LiveTree.EMPTY;
    private LiveTree now = LiveTree.EMPTY;

    Seen(int session, String table, ViewConfig config, LiveColumns columns) {
      this.session = session;
      this.table = table;
      this.config = config;
      known = KnownFaults.of(config, columns);
      likeNulls = columns.likeNulls();
      boolean plain =
          !isPivoted()
              && config.sort().isEmpty()
              && config.groupRollupMode() != GroupRollupMode.TOTAL;
      trusted = !known.disordered() && !known.misordered() && (plain || likeNulls);
    }

    /** Whether everything the reference tells of it can be compared. */
    boolean isSound() {
      return trusted && known.isSound();
    }

    /** What to compare; the reference shifts ids of split-only views by one row (views.md B18). */
    Object shown(LiveTree tree) {
      return isPivoted() && config.groupBy().isEmpty() ? tree.cells() : tree.rows();
    }

    /** The rows of a fresh view that a live one shows, where some groups may be closed. */
    List<Object> right(LiveTree fresh, LiveTree live) {
      return moved ? fresh.restrictedTo(live) : fresh.rows();
    }

    boolean isPivoted() {
      return !config.groupBy().isEmpty() || !config.splitBy().isEmpty();
    }
  }

  LiveRun(Servers servers, String prefix, Map<String, LiveColumns> columns) {
    this.prefix = prefix;
    this.columns = columns;
    for (int s = 0; s < LiveScript.SESSIONS; s++) {
      reference.add(WireClient.connect(servers.reference()));
      ours.add(WireClient.connect(servers.ours()));
    }
  }

  /** Runs the steps up to the first difference and tells it; empty if there is none. */
  Optional<String> differs(List<LiveStep> steps) {
    for (LiveStep step : steps) {
      List<Difference> found = run(step);
      if (!found.isEmpty()) {
        return Optional.of("after " + step + "\n  " + found.getFirst());
      }
    }
    return Optional.empty();
  }

  private List<Difference> run(LiveStep step) {
    WireClient theirs = reference.get(step.session());
    WireClient mine = ours.get(step.session());
    List<Difference> found = new ArrayList<>();
    Request.Builder request = step.in(prefix);
    if (request.hasTableMakePortReq()) {
      ports++;
    } else if (request.getTableUpdateReq().getPortId() > ports) {
      request.getTableUpdateReqBuilder().setPortId(ports);
    }
    if (request.hasMakeTableReq() || request.hasMakeJoinTableReq()) {
      tables.add(step.request().getEntityId());
    }
    if (request.hasMakeJoinTableReq()) {
      joins.add(step.request().getEntityId());
    }
    switch (step.effect()) {
      case SUBSCRIBES -> {
        int id = theirs.send(request.clone());
        mine.send(request.clone());
        subscriptions.put(step, id);
      }
      case UNSUBSCRIBES -> {
        Integer id = subscriptions.get(step.undoes().orElseThrow());
        if (id == null) {
          return found;
        }
        request.getViewRemoveOnUpdateReqBuilder().setId(id);
        answers(theirs, mine, request, trusted(step), found);
      }
      case ROWS, VIEWS, GROUPS, NONE -> answers(theirs, mine, request, trusted(step), found);
    }
    if (step.effect() == Effect.VIEWS) {
      viewsChanged(step);
    } else if (step.effect() == Effect.GROUPS && views.containsKey(step.request().getEntityId())) {
      Seen view = views.get(step.request().getEntityId());
      view.moved = true;
      // Leaf groups have nothing to open, and yet the reference remembers.
      view.trusted &= view.config.groupRollupMode() == GroupRollupMode.ROLLUP;
    }
    List<List<Response>> theirNews = news(reference);
    List<List<Response>> ourNews = news(ours);
    if (step.effect() != Effect.NONE && found.isEmpty()) {
      views.forEach((id, view) -> look(id, view, step.effect(), found));
    }
    boolean failed = theirNews.stream().flatMap(List::stream).anyMatch(LiveRun::isFault);
    for (int s = 0; s < theirNews.size() && found.isEmpty() && !failed; s++) {
      compareNews(s, theirNews.get(s), ourNews.get(s), found);
    }
    return found;
  }

  /** Whether the answer can be compared; the total over no rows has impossible dates in the reference. */
  private boolean trusted(LiveStep step) {
    Seen view = views.get(step.request().getEntityId());
    boolean read = step.effect() == Effect.NONE;
    return view == null || (view.isSound() && !(read && view.now.isBareTotal()));
  }

  private static void answers(
      WireClient theirs,
      WireClient mine,
      Request.Builder request,
      boolean trusted,
      List<Difference> found) {
    Response a = theirs.call(request.clone());
    Response b = mine.call(request.clone());
    // Views with splits and without rows list nothing (v56.md 8).
    boolean bare = a.hasViewSchemaResp() && !Normal.hasSchema(Canonical.of(a));
    if (trusted && !bare) {
      found.addAll(Difference.between(tree(a), tree(b)));
    }
  }

  private static Object tree(Response response) {
    return response.hasServerError()
        ? "error " + response.getServerError().getMessage()
        : Canonical.of(response);
  }

  private void viewsChanged(LiveStep step) {
    Request request = step.request();
    if (!request.hasTableMakeViewReq()) {
      views.remove(request.getEntityId());
      return;
    }
    String id = request.getTableMakeViewReq().getViewId();
    ViewConfig config = ViewConfigCodec.decode(request.getTableMakeViewReq().getConfig());
    Response theirs = reference.get(step.session()).call(WireRequests.dimensions(prefix + id));
    Response mine = ours.get(step.session()).call(WireRequests.dimensions(prefix + id));
    if (!theirs.hasServerError() && !mine.hasServerError()) {
      String table = request.getEntityId();
      views.put(
          id, new Seen(step.session(), table, config, Objects.requireNonNull(columns.get(table))));
    }
  }

  /**
   * Everything each session has been told by now. The size of a table is answered behind its
   * notifications; other tables need not wait for them.
   */
  private List<List<Response>> news(List<WireClient> sessions) {
    for (String table : tables) {
      Request.Builder size =
          Request.newBuilder()
              .setEntityId(prefix + table)
              .setTableSizeReq(TableSizeReq.getDefaultInstance());
      sessions.forEach(session -> session.call(size.clone()));
    }
    return sessions.stream().map(WireClient::takeNotifications).toList();
  }

  /** Compares what a view shows on both servers, and with what a fresh one shows. */
  private void look(String id, Seen view, Effect effect, List<Difference> found) {
    if (!found.isEmpty()) {
      return;
    }
    LiveTree theirs = read(reference.get(view.session), prefix + id);
    LiveTree mine = read(ours.get(view.session), prefix + id);
    LiveTree theirFresh = LiveTree.EMPTY;
    Set<String> aged = view.known.aged();
    if (effect == Effect.ROWS || effect == Effect.GROUPS) {
      String probe = prefix + "p" + ++probes;
      theirFresh = fresh(reference.get(view.session), view, probe);
      LiveTree myFresh = fresh(ours.get(view.session), view, probe);
      if (!view.known.orderedByAge()) {
        LiveTree shown = mine.without(aged);
        boolean bare = myFresh.isBareTotal() && mine.isBareTotal();
        LiveTree right = bare ? mine : myFresh;
        add(
            "our fresh and live " + id,
            view.right(right.without(aged), shown),
            shown.rows(),
            found);
      }
      if (view.likeNulls && !view.known.disordered() && !myFresh.isBareTotal()) {
        Set<String> wrong = view.known.wrong();
        Object expected = view.shown(theirFresh.without(wrong));
        add("fresh view " + id, expected, view.shown(myFresh.without(wrong)), found);
      }
      Set<String> unclear = view.known.orderedByAge() ? Set.of() : aged;
      LiveTree shown = theirs.without(unclear);
      Object right = view.right(theirFresh.without(unclear), shown);
      boolean samePaths = unclear.isEmpty() || theirFresh.columns().equals(theirs.columns());
      view.trusted &= samePaths && Difference.between(right, shown.rows()).isEmpty();
    }
    if (view.trusted && !(theirs.isBareTotal() && mine.isBareTotal())) {
      Set<String> doubtful = view.known.doubtful();
      LiveTree shown = mine.without(doubtful);
      Object expected = view.shown(theirs.without(doubtful));
      List<Difference> differences = Difference.between(expected, view.shown(shown));
      Object right = view.right(theirFresh.without(doubtful), shown);
      boolean wrong = Difference.between(right, shown.rows()).isEmpty();
      // With windows around it shows nothing for a value in a group's oldest row now and then.
      boolean blank =
          hasWindows()
              && differences.stream().allMatch(difference -> difference.reference() == null)
              && Difference.between(
                      view.shown(theirs.without(aged)), view.shown(mine.without(aged)))
                  .isEmpty();
      if (!differences.isEmpty() && (wrong || blank)) {
        view.trusted = false; // it is the reference's live view that went wrong
      } else {
        add("view " + id, expected, view.shown(shown), found);
      }
    }
    view.before = view.now;
    view.now = mine;
  }

  private static void add(String what, Object theirs, Object mine, List<Difference> found) {
    for (Difference difference : Difference.between(theirs, mine)) {
      found.add(
          new Difference(what + difference.path(), difference.reference(), difference.ours()));
    }
  }

  private LiveTree fresh(WireClient client, Seen view, String probe) {
    ViewConfig config = view.moved ? open(view.config) : view.config;
    client.call(WireRequests.view(prefix + view.table, probe, config));
    LiveTree tree = read(client, probe);
    client.call(WireRequests.deleteView(probe));
    return tree;
  }

  /** The configuration with every group open. */
  private static ViewConfig open(ViewConfig config) {
    return config.toBuilder().allLevels().build();
  }

  private static LiveTree read(WireClient client, String id) {
    Response response = client.call(WireRequests.columns(id, ALL, true));
    if (response.hasServerError()) {
      return LiveTree.EMPTY;
    }
    return LiveTree.of(response.getViewToColumnsStringResp().getJsonString());
  }

  private void compareNews(
      int session, List<Response> theirs, List<Response> mine, List<Difference> found) {
    if (theirs.size() != mine.size()) {
      found.add(
          new Difference(
              "notifications of session " + session,
              theirs.stream().map(LiveRun::kind).toList(),
              mine.stream().map(LiveRun::kind).toList()));
      return;
    }
    for (int i = 0; i < theirs.size(); i++) {
      Response a = theirs.get(i);
      Response b = mine.get(i);
      found.addAll(Difference.between(kind(a), kind(b)));
      if (a.hasViewOnUpdateResp() && found.isEmpty()) {
        compareDelta(a, b, found);
      } else if (a.hasViewOnRemoveResp() && found.isEmpty()) {
        found.addAll(
            Difference.between(
                LiveTree.sorted(a.getViewOnRemoveResp().getIndices()),
                LiveTree.sorted(b.getViewOnRemoveResp().getIndices())));
      }
    }
  }

  /** The reference fails now and then while it makes notifications, and loses the rest of them. */
  private static boolean isFault(Response response) {
    return response.getMsgId() == 0 && response.hasServerError();
  }

  private static String kind(Response response) {
    String port =
        response.hasViewOnUpdateResp() ? " port " + response.getViewOnUpdateResp().getPortId() : "";
    return response.getMsgId() + " " + response.getClientRespCase() + port;
  }

  /** Deltas to subscribers that did not ask for rows, which the reference sends too, are left out. */
  private void compareDelta(Response theirs, Response mine, List<Difference> found) {
    Seen view = views.get(mine.getEntityId().substring(prefix.length()));
    if (view == null
        || !view.isSound()
        || view.now.isBareTotal()
        || !mine.getViewOnUpdateResp().hasDelta()) {
      return;
    }
    List<Object> theirRows = LiveTree.arrowRows(theirs.getViewOnUpdateResp().getDelta());
    List<Object> ourRows = LiveTree.arrowRows(mine.getViewOnUpdateResp().getDelta());
    RowDeltas deltas =
        new RowDeltas(view.config, view.before, view.now, joins.contains(view.table), hasWindows());
    if (!deltas.agree(theirRows, ourRows)) {
      found.add(
          new Difference(
              "row delta of " + mine.getEntityId() + " changed: " + deltas.changed(),
              theirRows,
              ourRows));
    }
  }

  private boolean hasWindows() {
    return views.values().stream().anyMatch(view -> !view.config.windows().isEmpty());
  }

  @Override
  public void close() {
    views.forEach(
        (id, view) -> {
          reference.get(view.session).call(WireRequests.deleteView(prefix + id));
          ours.get(view.session).call(WireRequests.deleteView(prefix + id));
        });
    for (String table : tables.reversed()) {
      reference.getFirst().call(WireRequests.deleteTable(prefix + table));
      ours.getFirst().call(WireRequests.deleteTable(prefix + table));
    }
    reference.forEach(WireClient::close);
    ours.forEach(WireClient::close);
  }
}
