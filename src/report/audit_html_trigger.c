/* What would draw an auditor's eye, one card each, and what to do next. */
#include "report/audit_html_parts.h"

/* ----------------------------------------------------------------- position */

static void put_against(tr_page *page, const char *whose, tr_measure_unit unit,
                        const tr_audit_against *against) {
  if (!against->known) return;
  tr_page_raw(page, "<li><b>");
  tr_page_text(page, tr_audit_word_text(against->word));
  tr_page_raw(page, "</b> beside ");
  tr_page_raw(page, whose);
  tr_page_raw(page, " (");
  tr_page_value(page, unit, against->value);
  if (against->test != TR_TEST_NONE) {
    tr_page_raw(page, "; ");
    tr_page_text(page, tr_audit_test_text(against->test));
    tr_page_raw(page, ", ");
    tr_page_p(page, "p", against->p);
    tr_page_raw(page, ", ");
    tr_page_p(page, "adjusted p", against->adjusted_p);
  }
  tr_page_raw(page, ")</li>\n");
}

static void put_position(tr_page *page, const tr_audit_trigger *trigger) {
  const tr_audit_result *result = page->result;
  if (trigger->measure < 0 ||
      (uint32_t)trigger->measure >= result->measure_count)
    return;
  const tr_audit_measure *measure = &result->measures[trigger->measure];
  if (trigger->cell < 0 || (uint32_t)trigger->cell >= measure->cell_count)
    return;
  const tr_audit_cell *cell = &measure->cells[trigger->cell];
  tr_page_raw(page, "<ul class=\"position\">\n<li>");
  tr_buf_addf(page->out, "<a href=\"#m%d\">", (int)trigger->measure + 1);
  tr_page_title(page, measure->title);
  tr_page_raw(page, "</a>: ");
  if (cell->known) {
    tr_page_raw(page, "<b>");
    tr_page_value(page, measure->unit, cell->value);
    tr_page_raw(page, "</b>");
  } else {
    tr_page_raw(page, "not known");
  }
  tr_page_raw(page, " on ");
  tr_page_counted(page, cell->lines, "line", "lines");
  tr_page_raw(page, " of ");
  tr_page_counted(page, cell->patients, "patient", "patients");
  if (cell->suppressed != NULL) {
    tr_page_raw(page, "; not compared: ");
    tr_page_text(page, cell->suppressed);
  }
  tr_page_raw(page, "</li>\n");
  put_against(page, "the other providers here", measure->unit, &cell->peers);
  put_against(page, "the span before", measure->unit, &cell->past);
  put_against(page, "the peer table", measure->unit, &cell->table);
  tr_page_raw(page, "</ul>\n");
}

/* -------------------------------------------------------------------- cards */

/* The claims listed stand for all of them only where all are listed. */
static void put_stands_on(tr_page *page, const tr_audit_trigger *trigger) {
  if (trigger->claims_in_all == 0) return;
  tr_page_raw(page, "<p>It rests on ");
  tr_page_counted(page, trigger->claims_in_all, "claim", "claims");
  tr_page_raw(page, "; on the lines it is about <b>");
  tr_page_money(page, trigger->charge);
  tr_page_raw(page, "</b> was charged and <b>");
  tr_page_money(page, trigger->paid);
  tr_page_raw(page, "</b> paid.</p>\n");
}

static void put_trigger(tr_page *page, uint32_t index) {
  const tr_audit_trigger *trigger = &page->result->triggers[index];
  tr_buf_addf(page->out, "<article class=\"card %s\" id=\"t%u\">\n<h3>",
              tr_severity_name(trigger->severity), (unsigned)index + 1);
  tr_page_severity(page, trigger->severity);
  tr_page_raw(page, " <span class=\"said\">");
  tr_html_text(page->out, trigger->message);
  tr_page_raw(page, "</span></h3>\n<p class=\"about\">");
  if (trigger->rule != NULL) {
    tr_page_text(page, trigger->rule->id);
    tr_page_raw(page, " ");
    tr_page_text(page, trigger->rule->slug);
    tr_page_raw(page, " <span aria-hidden=\"true\">·</span> ");
  }
  tr_page_provider(page, trigger->provider);
  tr_page_raw(page, " <span aria-hidden=\"true\">·</span> ");
  tr_page_span(page, trigger->from, trigger->to);
  if (trigger->rule != NULL && trigger->rule->confidence != NULL) {
    tr_page_raw(
        page, " <span aria-hidden=\"true\">·</span> confidence of the rule: ");
    tr_page_text(page, trigger->rule->confidence);
  }
  tr_page_raw(page, "</p>\n");
  tr_html_paragraphs(page->out, trigger->why);
  put_position(page, trigger);
  put_stands_on(page, trigger);
  if (trigger->help.n != 0) {
    tr_page_raw(page, "<p class=\"help\"><b>Next:</b> ");
    tr_html_text(page->out, trigger->help);
    tr_page_raw(page, "</p>\n");
  }
  tr_page_authority(page, trigger->rule);
  tr_page_claims(page, trigger->claims, trigger->claim_count,
                 trigger->claims_in_all);
  tr_page_raw(page, "</article>\n");
}

void tr_page_triggers(tr_page *page) {
  const tr_audit_result *result = page->result;
  tr_page_raw(page,
              "<section aria-labelledby=\"triggers\">\n"
              "<h2 id=\"triggers\">What an auditor would see</h2>\n");
  if (result->trigger_count == 0) {
    tr_page_raw(page,
                "<p class=\"nothing\">Nothing in these claims stands out by "
                "the measures of this report.</p>\n</section>\n");
    return;
  }
  tr_page_raw(page,
              "<p>Each of these would lead an auditor to ask for records. None "
              "of them says that a service was wrong; the records of the visit "
              "decide that. An <b>error</b> cannot stand as it was billed, a "
              "<b>warning</b> is likely to be asked about, <b>advice</b> is "
              "better mended before anyone asks, <b>info</b> is good to "
              "know.</p>\n");
  for (uint32_t i = 0; i < result->trigger_count; i++) put_trigger(page, i);
  tr_page_raw(page, "</section>\n");
}

/* ------------------------------------------------------------------ actions */

static void put_action(tr_page *page, const tr_audit_action *action) {
  tr_page_raw(page, "<li><p>");
  tr_html_text(page->out, action->text);
  tr_page_raw(page, "</p>");
  if (action->rule != NULL || action->charge != 0 || action->provider >= 0) {
    const char *parting = "";
    tr_page_raw(page, "\n<p class=\"about\">");
    if (action->provider >= 0) {
      tr_page_provider(page, action->provider);
      parting = " <span aria-hidden=\"true\">·</span> ";
    }
    if (action->rule != NULL) {
      tr_page_raw(page, parting);
      tr_page_text(page, action->rule);
      parting = " <span aria-hidden=\"true\">·</span> ";
    }
    if (action->charge != 0) {
      tr_page_raw(page, parting);
      tr_page_money(page, action->charge);
      tr_page_raw(page, " was charged on the lines it is about");
    }
    tr_page_raw(page, "</p>");
  }
  tr_page_raw(page, "</li>\n");
}

void tr_page_actions(tr_page *page) {
  const tr_audit_result *result = page->result;
  tr_page_raw(page,
              "<section aria-labelledby=\"next\">\n"
              "<h2 id=\"next\">What to do next</h2>\n");
  if (result->action_count == 0) {
    tr_page_raw(page,
                "<p>Nothing has to be done because of this audit. Keep it with "
                "the records of compliance, and repeat it at the interval you "
                "have set.</p>\n</section>\n");
    return;
  }
  tr_page_raw(page, "<p>In this order:</p>\n<ol class=\"actions\">\n");
  for (uint32_t i = 0; i < result->action_count; i++)
    put_action(page, &result->actions[i]);
  tr_page_raw(page, "</ol>\n</section>\n");
}
