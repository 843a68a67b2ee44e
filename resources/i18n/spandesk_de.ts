<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About Spandesk</source>
   <translation>Über Spandesk</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Log: {path}</source>
   <translation>Protokoll: {path}</translation>
  </message>
  <message>
   <source>MIT licence</source>
   <translation>MIT-Lizenz</translation>
  </message>
  <message>
   <source>Preferences: {path}</source>
   <translation>Einstellungen: {path}</translation>
  </message>
  <message>
   <source>The desk where suggested spans become spaCy training data.</source>
   <translation>Der Arbeitsplatz, an dem aus vorgeschlagenen Spannen spaCy-Trainingsdaten werden.</translation>
  </message>
 </context>
 <context>
  <name>AboutForm</name>
  <message>
   <source>Description</source>
   <translation>Beschreibung</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
 </context>
 <context>
  <name>AcceptAboveDialog</name>
  <message>
   <source>Accept</source>
   <translation>Annehmen</translation>
  </message>
  <message>
   <source>Accept above a score</source>
   <translation>Ab einem Score annehmen</translation>
  </message>
  <message>
   <source>Accept {count}</source>
   <translation>{count} annehmen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Entities and events</source>
   <translation>Entitäten und Ereignisse</translation>
  </message>
  <message>
   <source>Entities only</source>
   <translation>Nur Entitäten</translation>
  </message>
  <message>
   <source>Events only</source>
   <translation>Nur Ereignisse</translation>
  </message>
  <message>
   <source>Least score</source>
   <translation>Kleinster Score</translation>
  </message>
  <message>
   <source>Least score in percent</source>
   <translation>Kleinster Score in Prozent</translation>
  </message>
  <message>
   <source>To become gold: {count} of {total}. One undo takes all back.</source>
   <translation>{total}, davon werden Gold: {count}. Einmal Rückgängig nimmt alle zurück.</translation>
  </message>
  <message>
   <source>Which suggestions</source>
   <translation>Welche Vorschläge</translation>
  </message>
 </context>
 <context>
  <name>Actions</name>
  <message>
   <source>&amp;About Spandesk</source>
   <translation>&amp;Über Spandesk</translation>
  </message>
  <message>
   <source>&amp;Accept suggestion</source>
   <translation>Vorschlag &amp;annehmen</translation>
  </message>
  <message>
   <source>&amp;Accept the suggested event</source>
   <translation>Vorgeschlagenes Ereignis &amp;annehmen</translation>
  </message>
  <message>
   <source>&amp;Articles panel</source>
   <translation>&amp;Artikelliste</translation>
  </message>
  <message>
   <source>&amp;Back up now</source>
   <translation>&amp;Jetzt sichern</translation>
  </message>
  <message>
   <source>&amp;Bring this article back</source>
   <translation>Diesen Artikel &amp;zurückholen</translation>
  </message>
  <message>
   <source>&amp;Close project</source>
   <translation>Projekt &amp;schließen</translation>
  </message>
  <message>
   <source>&amp;Command palette…</source>
   <translation>&amp;Befehlspalette…</translation>
  </message>
  <message>
   <source>&amp;Copy</source>
   <translation>&amp;Kopieren</translation>
  </message>
  <message>
   <source>&amp;Copy the event to…</source>
   <translation>Ereignis &amp;kopieren zu…</translation>
  </message>
  <message>
   <source>&amp;Create or confirm</source>
   <translation>Anlegen oder überneh&amp;men</translation>
  </message>
  <message>
   <source>&amp;Delete span</source>
   <translation>Spanne &amp;löschen</translation>
  </message>
  <message>
   <source>&amp;Delete the event</source>
   <translation>Ereignis &amp;löschen</translation>
  </message>
  <message>
   <source>&amp;Done, next article</source>
   <translation>Fe&amp;rtig, nächster Artikel</translation>
  </message>
  <message>
   <source>&amp;Evaluate suggestions…</source>
   <translation>Vorschläge be&amp;werten…</translation>
  </message>
  <message>
   <source>&amp;Export spaCy training data…</source>
   <translation>spaCy-Trainingsdaten &amp;exportieren…</translation>
  </message>
  <message>
   <source>&amp;Filter articles</source>
   <translation>Artikel fil&amp;tern</translation>
  </message>
  <message>
   <source>&amp;Find in article</source>
   <translation>Im Artikel &amp;suchen</translation>
  </message>
  <message>
   <source>&amp;Focus panel</source>
   <translation>&amp;Fokus</translation>
  </message>
  <message>
   <source>&amp;Go to article…</source>
   <translation>&amp;Gehe zu Artikel…</translation>
  </message>
  <message>
   <source>&amp;Hide weak suggestions…</source>
   <translation>&amp;Schwache Vorschläge ausblenden…</translation>
  </message>
  <message>
   <source>&amp;History…</source>
   <translation>&amp;Verlauf…</translation>
  </message>
  <message>
   <source>&amp;Import files…</source>
   <translation>Dateien &amp;importieren…</translation>
  </message>
  <message>
   <source>&amp;Keyboard shortcuts…</source>
   <translation>Tastenkür&amp;zel…</translation>
  </message>
  <message>
   <source>&amp;Labels panel</source>
   <translation>&amp;Labels</translation>
  </message>
  <message>
   <source>&amp;Last article</source>
   <translation>&amp;Letzter Artikel</translation>
  </message>
  <message>
   <source>&amp;Link with the same…</source>
   <translation>Mit demselben &amp;verknüpfen…</translation>
  </message>
  <message>
   <source>&amp;Mark as done</source>
   <translation>Als &amp;fertig markieren</translation>
  </message>
  <message>
   <source>&amp;Merge with another event…</source>
   <translation>Mit einem anderen Ereignis verei&amp;nigen…</translation>
  </message>
  <message>
   <source>&amp;Move to the selection</source>
   <translation>Auf die Auswahl &amp;verschieben</translation>
  </message>
  <message>
   <source>&amp;My lists…</source>
   <translation>&amp;Meine Listen…</translation>
  </message>
  <message>
   <source>&amp;New project…</source>
   <translation>&amp;Neues Projekt…</translation>
  </message>
  <message>
   <source>&amp;Next article</source>
   <translation>&amp;Nächster Artikel</translation>
  </message>
  <message>
   <source>&amp;Next suggestion</source>
   <translation>&amp;Nächster Vorschlag</translation>
  </message>
  <message>
   <source>&amp;Open project…</source>
   <translation>Projekt &amp;öffnen…</translation>
  </message>
  <message>
   <source>&amp;Open the event</source>
   <translation>Ereignis &amp;öffnen</translation>
  </message>
  <message>
   <source>&amp;Paste an article…</source>
   <translation>Artikel ein&amp;fügen…</translation>
  </message>
  <message>
   <source>&amp;Previous article</source>
   <translation>&amp;Vorheriger Artikel</translation>
  </message>
  <message>
   <source>&amp;Previous suggestion</source>
   <translation>V&amp;orheriger Vorschlag</translation>
  </message>
  <message>
   <source>&amp;Quit</source>
   <translation>Been&amp;den</translation>
  </message>
  <message>
   <source>&amp;Redo</source>
   <translation>&amp;Wiederherstellen</translation>
  </message>
  <message>
   <source>&amp;Reject the suggested arguments</source>
   <translation>Vorgeschlagene Argumente a&amp;blehnen</translation>
  </message>
  <message>
   <source>&amp;Restart the suggester</source>
   <translation>Vorschlagsgeber neu sta&amp;rten</translation>
  </message>
  <message>
   <source>&amp;Spans panel</source>
   <translation>&amp;Spannen</translation>
  </message>
  <message>
   <source>&amp;Split the event</source>
   <translation>Ereignis &amp;teilen</translation>
  </message>
  <message>
   <source>&amp;Suggest for this article</source>
   <translation>Für diesen Artikel &amp;vorschlagen</translation>
  </message>
  <message>
   <source>&amp;Text only</source>
   <translation>&amp;Nur Text</translation>
  </message>
  <message>
   <source>&amp;Train…</source>
   <translation>&amp;Trainieren…</translation>
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>&amp;Rückgängig</translation>
  </message>
  <message>
   <source>&amp;Unlink</source>
   <translation>Verknüp&amp;fung lösen</translation>
  </message>
  <message>
   <source>A drag over text makes a span at once, or only selects</source>
   <translation>Ziehen über Text legt sofort eine Spanne an, oder wählt nur aus</translation>
  </message>
  <message>
   <source>A few articles to try everything on</source>
   <translation>Einige Artikel, um alles auszuprobieren</translation>
  </message>
  <message>
   <source>A rail for each event above the text; tabs for the one in focus</source>
   <translation>Eine Linie für jedes Ereignis über dem Text; Reiter für das im Fokus</translation>
  </message>
  <message>
   <source>A word may report several events, each with its own arguments</source>
   <translation>Ein Wort kann mehrere Ereignisse melden, jedes mit eigenen Argumenten</translation>
  </message>
  <message>
   <source>A&amp;dd to my lists…</source>
   <translation>Zu meinen Listen &amp;hinzufügen…</translation>
  </message>
  <message>
   <source>A&amp;nother event on the same word</source>
   <translation>&amp;Weiteres Ereignis an diesem Wort</translation>
  </message>
  <message>
   <source>Accept a&amp;ll of this article</source>
   <translation>Alle di&amp;eses Artikels annehmen</translation>
  </message>
  <message>
   <source>Accept abo&amp;ve a score…</source>
   <translation>Ab einem S&amp;core annehmen…</translation>
  </message>
  <message>
   <source>Accept all suggested &amp;events</source>
   <translation>Alle vorgeschlagenen &amp;Ereignisse annehmen</translation>
  </message>
  <message>
   <source>All &amp;keys</source>
   <translation>Alle &amp;Tasten</translation>
  </message>
  <message>
   <source>Another &amp;trigger…</source>
   <translation>Anderer Au&amp;slöser…</translation>
  </message>
  <message>
   <source>Article de&amp;tails…</source>
   <translation>&amp;Angaben zum Artikel…</translation>
  </message>
  <message>
   <source>Articles by state, spans by label</source>
   <translation>Artikel nach Stand, Spannen nach Label</translation>
  </message>
  <message>
   <source>Articles, and annotations from other tools, after a look at them</source>
   <translation>Artikel, und Annotationen aus anderen Werkzeugen, nach einem Blick darauf</translation>
  </message>
  <message>
   <source>Back to 100 %; Ctrl+0 is a label</source>
   <translation>Zurück auf 100 %; Strg+0 ist ein Label</translation>
  </message>
  <message>
   <source>Back to the welcome page; everything is saved</source>
   <translation>Zurück zur Startseite; alles ist gespeichert</translation>
  </message>
  <message>
   <source>Back&amp;ups…</source>
   <translation>Sicher&amp;ungen…</translation>
  </message>
  <message>
   <source>C&amp;heck project…</source>
   <translation>Projekt &amp;prüfen…</translation>
  </message>
  <message>
   <source>Change t&amp;heme</source>
   <translation>Farbsch&amp;ema wechseln</translation>
  </message>
  <message>
   <source>Choose the labels that a region is complete for</source>
   <translation>Die Labels wählen, für die ein Bereich vollständig ist</translation>
  </message>
  <message>
   <source>Choose the score; the count is shown before</source>
   <translation>Den Score wählen; die Anzahl wird vorher gezeigt</translation>
  </message>
  <message>
   <source>Choose what suggests in this project; add a spaCy pipeline</source>
   <translation>Wählen, was in diesem Projekt vorschlägt; eine spaCy-Pipeline hinzufügen</translation>
  </message>
  <message>
   <source>Clear selection and &amp;focus</source>
   <translation>Auswahl und Fokus auf&amp;heben</translation>
  </message>
  <message>
   <source>Compare suggestions with your done articles: scores, confusion, plots</source>
   <translation>Vorschläge mit den fertigen Artikeln vergleichen: Werte, Verwechslungen, Diagramme</translation>
  </message>
  <message>
   <source>Complete &amp;up to here</source>
   <translation>V&amp;ollständig bis hier</translation>
  </message>
  <message>
   <source>Complete for &amp;which labels…</source>
   <translation>Vollständig für &amp;welche Labels…</translation>
  </message>
  <message>
   <source>Contract to whole tokens</source>
   <translation>Auf ganze Tokens verkleinern</translation>
  </message>
  <message>
   <source>Copy the selected text, or else the words in focus</source>
   <translation>Den ausgewählten Text kopieren, sonst die Wörter im Fokus</translation>
  </message>
  <message>
   <source>Cut words of this project further, so that a span fits the tokens</source>
   <translation>Wörter dieses Projekts weiter schneiden, damit eine Spanne zu den Tokens passt</translation>
  </message>
  <message>
   <source>Delete all spans of this article</source>
   <translation>Alle Spannen dieses Artikels löschen</translation>
  </message>
  <message>
   <source>Do what was done last where the same words stand next</source>
   <translation>Das zuletzt Getane dort tun, wo dieselben Wörter als Nächstes stehen</translation>
  </message>
  <message>
   <source>Dra&amp;g makes a span</source>
   <translation>Ziehen legt eine &amp;Spanne an</translation>
  </message>
  <message>
   <source>Draw all event frames</source>
   <translation>Alle Ereignisse zeichnen</translation>
  </message>
  <message>
   <source>Draw more or fewer event frames, in turn</source>
   <translation>Der Reihe nach mehr oder weniger Ereignisse zeichnen</translation>
  </message>
  <message>
   <source>Draw no event frames</source>
   <translation>Keine Ereignisse zeichnen</translation>
  </message>
  <message>
   <source>Draw only the frame in focus</source>
   <translation>Nur das Ereignis im Fokus zeichnen</translation>
  </message>
  <message>
   <source>End one character to the left</source>
   <translation>Ende ein Zeichen nach links</translation>
  </message>
  <message>
   <source>End one character to the right</source>
   <translation>Ende ein Zeichen nach rechts</translation>
  </message>
  <message>
   <source>End one token to the left</source>
   <translation>Ende ein Token nach links</translation>
  </message>
  <message>
   <source>End one token to the right</source>
   <translation>Ende ein Token nach rechts</translation>
  </message>
  <message>
   <source>Events panel</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Every event that is suggested here, with its arguments; one undo</source>
   <translation>Jedes hier vorgeschlagene Ereignis mit seinen Argumenten; einmal rückgängig</translation>
  </message>
  <message>
   <source>Every key on one sheet</source>
   <translation>Alle Tasten auf einem Blatt</translation>
  </message>
  <message>
   <source>Every open suggestion of this article becomes gold; one undo</source>
   <translation>Jeder offene Vorschlag dieses Artikels wird Gold; einmal rückgängig</translation>
  </message>
  <message>
   <source>Every readable file of a folder becomes an article</source>
   <translation>Jede lesbare Datei eines Ordners wird ein Artikel</translation>
  </message>
  <message>
   <source>Every span of it gets the other label, as one step</source>
   <translation>Jede seiner Spannen bekommt das andere Label, als ein Schritt</translation>
  </message>
  <message>
   <source>Every span of the chosen labels is annotated in this paragraph, or not</source>
   <translation>In diesem Absatz ist jede Spanne der gewählten Labels annotiert, oder nicht</translation>
  </message>
  <message>
   <source>Every step on this article, and the way back to any</source>
   <translation>Jeder Schritt an diesem Artikel, und der Weg zurück zu jedem</translation>
  </message>
  <message>
   <source>Expand every span of the article that cuts through a token; one undo</source>
   <translation>Jede Spanne des Artikels erweitern, die ein Token zerschneidet; einmal rückgängig</translation>
  </message>
  <message>
   <source>Expand to whole tokens</source>
   <translation>Auf ganze Tokens erweitern</translation>
  </message>
  <message>
   <source>Export in another for&amp;mat…</source>
   <translation>In anderem For&amp;mat exportieren…</translation>
  </message>
  <message>
   <source>Export the event table…</source>
   <translation>Ereignistabelle exportieren…</translation>
  </message>
  <message>
   <source>F&amp;irst span or suggestion</source>
   <translation>Ers&amp;te Spanne oder erster Vorschlag</translation>
  </message>
  <message>
   <source>Fi&amp;rst article</source>
   <translation>&amp;Erster Artikel</translation>
  </message>
  <message>
   <source>Find &amp;next</source>
   <translation>&amp;Nächste Fundstelle</translation>
  </message>
  <message>
   <source>Find &amp;previous</source>
   <translation>Vor&amp;herige Fundstelle</translation>
  </message>
  <message>
   <source>Find an article by number or title</source>
   <translation>Einen Artikel über Nummer oder Titel finden</translation>
  </message>
  <message>
   <source>Find any command by a few letters</source>
   <translation>Jeden Befehl mit wenigen Buchstaben finden</translation>
  </message>
  <message>
   <source>Focus the next of the spans that lie over each other here</source>
   <translation>Die nächste der Spannen in den Fokus nehmen, die hier übereinanderliegen</translation>
  </message>
  <message>
   <source>Focus the next open suggestion</source>
   <translation>Den nächsten offenen Vorschlag in den Fokus nehmen</translation>
  </message>
  <message>
   <source>Focus the next span of the chain</source>
   <translation>Die nächste Spanne der Kette in den Fokus nehmen</translation>
  </message>
  <message>
   <source>Focus the open suggestion before</source>
   <translation>Den vorherigen offenen Vorschlag in den Fokus nehmen</translation>
  </message>
  <message>
   <source>Focus the span of the chain before</source>
   <translation>Die vorherige Spanne der Kette in den Fokus nehmen</translation>
  </message>
  <message>
   <source>Focus whatever comes before in the text, gold or not</source>
   <translation>In den Fokus nehmen, was im Text davor kommt, Gold oder nicht</translation>
  </message>
  <message>
   <source>Focus whatever comes first in the text, gold or not</source>
   <translation>In den Fokus nehmen, was im Text zuerst kommt, Gold oder nicht</translation>
  </message>
  <message>
   <source>Focus whatever comes next in the text, gold or not</source>
   <translation>In den Fokus nehmen, was im Text als Nächstes kommt, Gold oder nicht</translation>
  </message>
  <message>
   <source>Frames: all, in focus, none</source>
   <translation>Ereignisse: alle, im Fokus, keine</translation>
  </message>
  <message>
   <source>From which score on suggestions are shown, and what to expect of it</source>
   <translation>Ab welchem Score Vorschläge gezeigt werden, und was davon zu erwarten ist</translation>
  </message>
  <message>
   <source>Give a &amp;label…</source>
   <translation>Label &amp;geben…</translation>
  </message>
  <message>
   <source>Give labels the roles that another schema has for them</source>
   <translation>Labels die Rollen geben, die ein anderes Schema für sie hat</translation>
  </message>
  <message>
   <source>Give the keyboard to the table of event frames; once more comes back</source>
   <translation>Gibt der Ereignistabelle die Tastatur; noch einmal führt zurück</translation>
  </message>
  <message>
   <source>Give the span in focus the boundaries of the selection</source>
   <translation>Der Spanne im Fokus die Grenzen der Auswahl geben</translation>
  </message>
  <message>
   <source>Give this label no more…</source>
   <translation>Dieses Label nicht mehr geben…</translation>
  </message>
  <message>
   <source>Give this label wherever the same words stand in the article</source>
   <translation>Dieses Label überall geben, wo dieselben Wörter im Artikel stehen</translation>
  </message>
  <message>
   <source>Give this label wherever the same words stand in the project</source>
   <translation>Dieses Label überall geben, wo dieselben Wörter im Projekt stehen</translation>
  </message>
  <message>
   <source>Go to the event table</source>
   <translation>Zur Ereignistabelle</translation>
  </message>
  <message>
   <source>Go to the next place</source>
   <translation>Zur nächsten Stelle gehen</translation>
  </message>
  <message>
   <source>Go to the place before</source>
   <translation>Zur vorherigen Stelle gehen</translation>
  </message>
  <message>
   <source>Hang the open event on another word</source>
   <translation>Das offene Ereignis an ein anderes Wort hängen</translation>
  </message>
  <message>
   <source>Hide everything but the article</source>
   <translation>Alles außer dem Artikel ausblenden</translation>
  </message>
  <message>
   <source>Import a &amp;folder…</source>
   <translation>&amp;Ordner importieren…</translation>
  </message>
  <message>
   <source>In the schema and on every span, as one step</source>
   <translation>Im Schema und an jeder Spanne, als ein Schritt</translation>
  </message>
  <message>
   <source>Is it &amp;saved?</source>
   <translation>Ist es &amp;gespeichert?</translation>
  </message>
  <message>
   <source>Its roles by letter, attributes by digit; again: the next event there</source>
   <translation>Seine Rollen mit Buchstaben, Attribute mit Ziffern; noch einmal: das nächste Ereignis dort</translation>
  </message>
  <message>
   <source>Its spans keep it; it is offered no more</source>
   <translation>Seine Spannen behalten es; es wird nicht mehr angeboten</translation>
  </message>
  <message>
   <source>Keep the project as it is now; it happens by itself as well</source>
   <translation>Das Projekt behalten, wie es jetzt ist; das geschieht auch von selbst</translation>
  </message>
  <message>
   <source>Keys as in another tool, or of your own, with clashes shown</source>
   <translation>Tasten wie in einem anderen Werkzeug, oder eigene; Konflikte werden gezeigt</translation>
  </message>
  <message>
   <source>Label the same &amp;words…</source>
   <translation>Dieselben &amp;Wörter labeln…</translation>
  </message>
  <message>
   <source>Label them in the project…</source>
   <translation>Im Projekt labeln…</translation>
  </message>
  <message>
   <source>Labels and &amp;guidelines</source>
   <translation>Labels und &amp;Richtlinien</translation>
  </message>
  <message>
   <source>Labels, roles, attributes and guidelines of this project</source>
   <translation>Labels, Rollen, Attribute und Richtlinien dieses Projekts</translation>
  </message>
  <message>
   <source>Larger article text</source>
   <translation>Artikeltext größer</translation>
  </message>
  <message>
   <source>Leave the suggestion in focus open and go on</source>
   <translation>Den Vorschlag im Fokus offen lassen und weitergehen</translation>
  </message>
  <message>
   <source>Leave this article out</source>
   <translation>Diesen Artikel auslassen</translation>
  </message>
  <message>
   <source>Leave; every correction is already saved</source>
   <translation>Verlassen; jede Korrektur ist schon gespeichert</translation>
  </message>
  <message>
   <source>Let the selected words, or those in focus, be suggested everywhere</source>
   <translation>Die ausgewählten Wörter, oder die im Fokus, überall vorschlagen lassen</translation>
  </message>
  <message>
   <source>Light, dark, high contrast</source>
   <translation>Hell, dunkel, hoher Kontrast</translation>
  </message>
  <message>
   <source>List the articles that were removed, to look at or to bring back</source>
   <translation>Die entfernten Artikel auflisten, zum Ansehen oder Zurückholen</translation>
  </message>
  <message>
   <source>Look at every text, span and step; repair into a copy</source>
   <translation>Jeden Text, jede Spanne und jeden Schritt ansehen; in eine Kopie reparieren</translation>
  </message>
  <message>
   <source>Make a project file and bring articles in</source>
   <translation>Eine Projektdatei anlegen und Artikel hineinholen</translation>
  </message>
  <message>
   <source>Make a span of the selection, or accept what is in focus</source>
   <translation>Aus der Auswahl eine Spanne machen, oder annehmen, was im Fokus ist</translation>
  </message>
  <message>
   <source>Make an article of the text or page in the clipboard</source>
   <translation>Aus dem Text oder der Seite in der Zwischenablage einen Artikel machen</translation>
  </message>
  <message>
   <source>Make the correction again</source>
   <translation>Die Korrektur noch einmal machen</translation>
  </message>
  <message>
   <source>Mark as &amp;in progress</source>
   <translation>Als &amp;in Arbeit markieren</translation>
  </message>
  <message>
   <source>Mark as &amp;skipped</source>
   <translation>Als ü&amp;bersprungen markieren</translation>
  </message>
  <message>
   <source>Mark every place of a word in the article</source>
   <translation>Jede Stelle eines Wortes im Artikel markieren</translation>
  </message>
  <message>
   <source>Mark this article done and open the next one that is not</source>
   <translation>Diesen Artikel als fertig markieren und den nächsten öffnen, der es nicht ist</translation>
  </message>
  <message>
   <source>Mark this article done and stay</source>
   <translation>Diesen Artikel als fertig markieren und bleiben</translation>
  </message>
  <message>
   <source>Merge this label into another…</source>
   <translation>Dieses Label mit einem anderen vereinen…</translation>
  </message>
  <message>
   <source>Move the end of the span in focus</source>
   <translation>Das Ende der Spanne im Fokus verschieben</translation>
  </message>
  <message>
   <source>Move the keyboard to the next panel; Esc comes back to the text</source>
   <translation>Die Tastatur in den nächsten Bereich bringen; Esc kommt zum Text zurück</translation>
  </message>
  <message>
   <source>Move the start of the span in focus</source>
   <translation>Den Anfang der Spanne im Fokus verschieben</translation>
  </message>
  <message>
   <source>Names and triggers of your own, which suggest in this project</source>
   <translation>Eigene Namen und Auslöser, die in diesem Projekt vorschlagen</translation>
  </message>
  <message>
   <source>Ne&amp;xt span or suggestion</source>
   <translation>Nä&amp;chste Spanne oder nächster Vorschlag</translation>
  </message>
  <message>
   <source>Next and previous go to gold spans too, not only to suggestions</source>
   <translation>Nächstes und Vorheriges gehen auch zu Gold-Spannen, nicht nur zu Vorschlägen</translation>
  </message>
  <message>
   <source>Next mention of the same</source>
   <translation>Nächste Erwähnung desselben</translation>
  </message>
  <message>
   <source>Next of &amp;overlapping spans</source>
   <translation>Nächste &amp;überlappende Spanne</translation>
  </message>
  <message>
   <source>Next pa&amp;ne</source>
   <translation>Nä&amp;chster Bereich</translation>
  </message>
  <message>
   <source>Nor&amp;mal text size</source>
   <translation>Nor&amp;male Textgröße</translation>
  </message>
  <message>
   <source>Nothing is to be saved: says that all is on the disk</source>
   <translation>Nichts ist zu speichern: sagt, dass alles auf der Platte ist</translation>
  </message>
  <message>
   <source>One event for each filler of a role; they share the rest</source>
   <translation>Ein Ereignis für jeden Füller einer Rolle; das Übrige teilen sie</translation>
  </message>
  <message>
   <source>One event with the arguments of both</source>
   <translation>Ein Ereignis mit den Argumenten beider</translation>
  </message>
  <message>
   <source>Only the spans; a role that is being filled shows all the same</source>
   <translation>Nur die Spannen; eine Rolle, die gefüllt wird, ist trotzdem zu sehen</translation>
  </message>
  <message>
   <source>Open a .spandesk file</source>
   <translation>Eine .spandesk-Datei öffnen</translation>
  </message>
  <message>
   <source>Open the &amp;sample project</source>
   <translation>&amp;Beispielprojekt öffnen</translation>
  </message>
  <message>
   <source>Open the article after this one</source>
   <translation>Den Artikel nach diesem öffnen</translation>
  </message>
  <message>
   <source>Open the article before this one</source>
   <translation>Den Artikel vor diesem öffnen</translation>
  </message>
  <message>
   <source>Open the first article of the list</source>
   <translation>Den ersten Artikel der Liste öffnen</translation>
  </message>
  <message>
   <source>Open the last article of the list</source>
   <translation>Den letzten Artikel der Liste öffnen</translation>
  </message>
  <message>
   <source>P&amp;references…</source>
   <translation>Einste&amp;llungen…</translation>
  </message>
  <message>
   <source>P&amp;revious span or suggestion</source>
   <translation>Vorher&amp;ige Spanne oder vorheriger Vorschlag</translation>
  </message>
  <message>
   <source>Paragraph is &amp;complete</source>
   <translation>Absatz ist vollstän&amp;dig</translation>
  </message>
  <message>
   <source>Previous mention of the same</source>
   <translation>Vorherige Erwähnung desselben</translation>
  </message>
  <message>
   <source>Prodigy, Label Studio, doccano, brat, CoNLL, DocBin, CSV and others</source>
   <translation>Prodigy, Label Studio, doccano, brat, CoNLL, DocBin, CSV und andere</translation>
  </message>
  <message>
   <source>Project s&amp;tatistics…</source>
   <translation>Projekts&amp;tatistik…</translation>
  </message>
  <message>
   <source>Put a span that cuts through tokens on all that it touches</source>
   <translation>Eine Spanne, die Tokens zerschneidet, auf alle legen, die sie berührt</translation>
  </message>
  <message>
   <source>Put a span that cuts through tokens on those inside it</source>
   <translation>Eine Spanne, die Tokens zerschneidet, auf die legen, die in ihr liegen</translation>
  </message>
  <message>
   <source>Put title, source, date or language of this article right</source>
   <translation>Titel, Quelle, Datum oder Sprache dieses Artikels berichtigen</translation>
  </message>
  <message>
   <source>Re&amp;ject suggestion</source>
   <translation>Vorschlag a&amp;blehnen</translation>
  </message>
  <message>
   <source>Rea&amp;dy to train?…</source>
   <translation>Bereit zum Tr&amp;ainieren?…</translation>
  </message>
  <message>
   <source>Relate to another span…</source>
   <translation>Mit anderer Spanne verbinden…</translation>
  </message>
  <message>
   <source>Relations of this span…</source>
   <translation>Beziehungen dieser Spanne…</translation>
  </message>
  <message>
   <source>Remo&amp;ve this article</source>
   <translation>Die&amp;sen Artikel entfernen</translation>
  </message>
  <message>
   <source>Remove every gold span of the article; one undo</source>
   <translation>Jede Gold-Spanne des Artikels entfernen; einmal rückgängig</translation>
  </message>
  <message>
   <source>Remove the span in focus or on the selected words; rejects a suggestion</source>
   <translation>Die Spanne im Fokus oder auf den ausgewählten Wörtern löschen; ein Vorschlag wird abgelehnt</translation>
  </message>
  <message>
   <source>Remove, rename or turn around a relation, or go along it</source>
   <translation>Eine Beziehung entfernen, umbenennen oder umdrehen, oder ihr nachgehen</translation>
  </message>
  <message>
   <source>Rename this label everywhere…</source>
   <translation>Dieses Label überall umbenennen…</translation>
  </message>
  <message>
   <source>Repea&amp;t on the next same words</source>
   <translation>Bei &amp;denselben Wörtern wiederholen</translation>
  </message>
  <message>
   <source>Roles and attributes go, the spans stay; Delete while it is open</source>
   <translation>Rollen und Attribute gehen, die Spannen bleiben; Entf, solange es offen ist</translation>
  </message>
  <message>
   <source>Run the suggesters on every article that has none yet</source>
   <translation>Die Vorschlagsgeber auf jeden Artikel anwenden, der noch keine Vorschläge hat</translation>
  </message>
  <message>
   <source>Run the suggesters on this article again</source>
   <translation>Die Vorschlagsgeber noch einmal auf diesen Artikel anwenden</translation>
  </message>
  <message>
   <source>S&amp;kip suggestion</source>
   <translation>Vorschlag übers&amp;pringen</translation>
  </message>
  <message>
   <source>S&amp;uggesters…</source>
   <translation>V&amp;orschlagsgeber…</translation>
  </message>
  <message>
   <source>Say that two spans name the same person, thing or event</source>
   <translation>Sagen, dass zwei Spannen dieselbe Person, Sache oder dasselbe Ereignis nennen</translation>
  </message>
  <message>
   <source>Schema…</source>
   <translation>Schema…</translation>
  </message>
  <message>
   <source>Search a label by a few letters; shows its guideline</source>
   <translation>Ein Label mit wenigen Buchstaben suchen; zeigt seine Richtlinie</translation>
  </message>
  <message>
   <source>See what each backup holds, and put one in place</source>
   <translation>Sehen, was jede Sicherung enthält, und eine einsetzen</translation>
  </message>
  <message>
   <source>Select and focus nothing</source>
   <translation>Nichts auswählen und nichts im Fokus haben</translation>
  </message>
  <message>
   <source>Show only articles with some words; Down goes to the list</source>
   <translation>Nur Artikel mit bestimmten Wörtern zeigen; Pfeil nach unten geht zur Liste</translation>
  </message>
  <message>
   <source>Show or hide the label palette</source>
   <translation>Die Labels ein- oder ausblenden</translation>
  </message>
  <message>
   <source>Show or hide the list of articles</source>
   <translation>Die Liste der Artikel ein- oder ausblenden</translation>
  </message>
  <message>
   <source>Show or hide the list of spans</source>
   <translation>Die Liste der Spannen ein- oder ausblenden</translation>
  </message>
  <message>
   <source>Show or hide the table of event frames</source>
   <translation>Die Ereignistabelle zeigen oder verbergen</translation>
  </message>
  <message>
   <source>Show or hide what is in focus</source>
   <translation>Ein- oder ausblenden, was im Fokus ist</translation>
  </message>
  <message>
   <source>Show r&amp;emoved articles</source>
   <translation>Entfernte Arti&amp;kel zeigen</translation>
  </message>
  <message>
   <source>Smaller article text</source>
   <translation>Artikeltext kleiner</translation>
  </message>
  <message>
   <source>Snap all spans to tokens</source>
   <translation>Alle Spannen auf Tokens einrasten</translation>
  </message>
  <message>
   <source>Spans with some words get a new label, as one step</source>
   <translation>Spannen mit manchen Wörtern bekommen ein neues Label, als ein Schritt</translation>
  </message>
  <message>
   <source>Split this label…</source>
   <translation>Dieses Label teilen…</translation>
  </message>
  <message>
   <source>Start one character to the left</source>
   <translation>Anfang ein Zeichen nach links</translation>
  </message>
  <message>
   <source>Start one character to the right</source>
   <translation>Anfang ein Zeichen nach rechts</translation>
  </message>
  <message>
   <source>Start one token to the left</source>
   <translation>Anfang ein Token nach links</translation>
  </message>
  <message>
   <source>Start one token to the right</source>
   <translation>Anfang ein Token nach rechts</translation>
  </message>
  <message>
   <source>Start the background process afresh when it broke down</source>
   <translation>Den Hintergrundprozess neu starten, wenn er zusammengebrochen ist</translation>
  </message>
  <message>
   <source>Suggest for &amp;all articles</source>
   <translation>Für &amp;alle Artikel vorschlagen</translation>
  </message>
  <message>
   <source>Tab stops at ever&amp;y span</source>
   <translation>Tab hält bei &amp;jeder Spanne</translation>
  </message>
  <message>
   <source>Take a removed article into the project again, as it was</source>
   <translation>Einen entfernten Artikel wieder ins Projekt nehmen, wie er war</translation>
  </message>
  <message>
   <source>Take done or skipped back</source>
   <translation>Fertig oder übersprungen zurücknehmen</translation>
  </message>
  <message>
   <source>Take roles over…</source>
   <translation>Rollen übernehmen…</translation>
  </message>
  <message>
   <source>Take the last correction back</source>
   <translation>Die letzte Korrektur zurücknehmen</translation>
  </message>
  <message>
   <source>Take the span in focus out of its chain</source>
   <translation>Die Spanne im Fokus aus ihrer Kette nehmen</translation>
  </message>
  <message>
   <source>Take this article out of the project; it can be brought back for ever</source>
   <translation>Diesen Artikel aus dem Projekt nehmen; er lässt sich für immer zurückholen</translation>
  </message>
  <message>
   <source>The others keep the number of their fillers on the trigger</source>
   <translation>Die anderen behalten die Zahl ihrer Füller am Auslöser</translation>
  </message>
  <message>
   <source>The same arguments for this word or another one</source>
   <translation>Dieselben Argumente für dieses Wort oder ein anderes</translation>
  </message>
  <message>
   <source>The same for all paragraphs from the first one to this</source>
   <translation>Dasselbe für alle Absätze vom ersten bis zu diesem</translation>
  </message>
  <message>
   <source>The same for the whole article, which is not done by that</source>
   <translation>Dasselbe für den ganzen Artikel, der damit nicht fertig ist</translation>
  </message>
  <message>
   <source>The suggestion in focus becomes gold</source>
   <translation>Der Vorschlag im Fokus wird Gold</translation>
  </message>
  <message>
   <source>The suggestion in focus is wrong; it will not come back</source>
   <translation>Der Vorschlag im Fokus ist falsch; er kommt nicht wieder</translation>
  </message>
  <message>
   <source>Theme, fonts, name of the annotator</source>
   <translation>Farbschema, Schriften, Name des Annotators</translation>
  </message>
  <message>
   <source>Tie the span in focus to another one by a relation</source>
   <translation>Die Spanne im Fokus durch eine Beziehung mit einer anderen verbinden</translation>
  </message>
  <message>
   <source>Tokenizer rules…</source>
   <translation>Tokenizer-Regeln…</translation>
  </message>
  <message>
   <source>Train a pipeline on your done articles, see what it is worth, use it</source>
   <translation>Aus den fertigen Artikeln eine Pipeline trainieren, sehen, was sie wert ist, sie verwenden</translation>
  </message>
  <message>
   <source>Trigger, arguments and attributes become gold in one step</source>
   <translation>Auslöser, Argumente und Attribute werden in einem Schritt Gold</translation>
  </message>
  <message>
   <source>Version, licences, folders</source>
   <translation>Version, Lizenzen, Ordner</translation>
  </message>
  <message>
   <source>What an export would hold, and every span worth a look before</source>
   <translation>Was ein Export enthielte, und jede Spanne, die vorher einen Blick wert ist</translation>
  </message>
  <message>
   <source>What each label means, with examples</source>
   <translation>Was jedes Label bedeutet, mit Beispielen</translation>
  </message>
  <message>
   <source>What is suggested for this event is wrong; the trigger stays as it is</source>
   <translation>Was für dieses Ereignis vorgeschlagen ist, ist falsch; der Auslöser bleibt, wie er ist</translation>
  </message>
  <message>
   <source>Whole article is complete</source>
   <translation>Ganzer Artikel ist vollständig</translation>
  </message>
  <message>
   <source>Write train, dev and test data with a config that trains</source>
   <translation>Train-, Dev- und Testdaten mit einer Konfiguration schreiben, die trainiert</translation>
  </message>
  <message>
   <source>Write what the table of event frames shows: CSV, JSON or PLOVER</source>
   <translation>Schreibt, was die Ereignistabelle zeigt: CSV, JSON oder PLOVER</translation>
  </message>
  <message>
   <source>Zoom text &amp;in</source>
   <translation>Text ver&amp;größern</translation>
  </message>
  <message>
   <source>Zoom text &amp;out</source>
   <translation>Text ver&amp;kleinern</translation>
  </message>
 </context>
 <context>
  <name>Again</name>
  <message>
   <source>There is no further place with “{words}” for that here.</source>
   <translation>Hier gibt es dafür keine weitere Stelle mit „{words}“.</translation>
  </message>
  <message>
   <source>There is nothing yet to repeat.</source>
   <translation>Es gibt noch nichts zu wiederholen.</translation>
  </message>
 </context>
 <context>
  <name>ArticleState</name>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>In progress</source>
   <translation>In Arbeit</translation>
  </message>
  <message>
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <source>Removed</source>
   <translation>Entfernt</translation>
  </message>
  <message>
   <source>Skipped</source>
   <translation>Übersprungen</translation>
  </message>
 </context>
 <context>
  <name>ArticleView</name>
  <message>
   <source>Article</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>does not fit tokens</source>
   <translation>passt nicht zu Tokens</translation>
  </message>
  <message>
   <source>entity</source>
   <translation>Entität</translation>
  </message>
  <message>
   <source>event</source>
   <translation>Ereignis</translation>
  </message>
  <message>
   <source>suggestion</source>
   <translation>Vorschlag</translation>
  </message>
 </context>
 <context>
  <name>ArticlesPanel</name>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>All {count}</source>
   <translation>Alle {count}</translation>
  </message>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Filter articles</source>
   <translation>Artikel filtern</translation>
  </message>
  <message>
   <source>Filter articles by words</source>
   <translation>Artikel nach Wörtern filtern</translation>
  </message>
  <message>
   <source>No article passes the filter.</source>
   <translation>Kein Artikel passt zum Filter.</translation>
  </message>
  <message>
   <source>Show: {state}</source>
   <translation>Zeigen: {state}</translation>
  </message>
 </context>
 <context>
  <name>AttributeChangeDialog</name>
  <message>
   <source>Events and suggestions that have it go with it.</source>
   <translation>Ereignisse und Vorschläge, die es haben, gehen mit.</translation>
  </message>
  <message>
   <source>Events that have it keep it; it is marked as not in the schema.</source>
   <translation>Ereignisse, die es haben, behalten es; es wird als nicht im Schema markiert.</translation>
  </message>
  <message>
   <source>New name</source>
   <translation>Neuer Name</translation>
  </message>
  <message>
   <source>Rename an attribute</source>
   <translation>Ein Attribut umbenennen</translation>
  </message>
  <message>
   <source>Retire an attribute</source>
   <translation>Ein Attribut nicht mehr geben</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <source>its value {value}</source>
   <translation>sein Wert {value}</translation>
  </message>
  <message>
   <source>the attribute {name}</source>
   <translation>das Attribut {name}</translation>
  </message>
 </context>
 <context>
  <name>AttributeForm</name>
  <message>
   <source>An event may have several of them</source>
   <translation>Ein Ereignis kann mehrere davon haben</translation>
  </message>
  <message>
   <source>Default</source>
   <translation>Vorgabe</translation>
  </message>
  <message>
   <source>Examples</source>
   <translation>Beispiele</translation>
  </message>
  <message>
   <source>Guideline</source>
   <translation>Richtlinie</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Taste</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>One value a line; none: any text.</source>
   <translation>Ein Wert je Zeile; keiner: jeder Text.</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>Werte</translation>
  </message>
 </context>
 <context>
  <name>BackupPreferences</name>
  <message>
   <source> minutes</source>
   <translation> Minuten</translation>
  </message>
  <message>
   <source>Another disk is best. Backups that were made stay where they are.</source>
   <translation>Am besten auf einer anderen Platte. Sicherungen, die es schon gibt, bleiben, wo sie sind.</translation>
  </message>
  <message>
   <source>Backup every</source>
   <translation>Sicherung alle</translation>
  </message>
  <message>
   <source>Besides, one is made after opening and before many changes.</source>
   <translation>Daneben wird eine nach dem Öffnen und vor vielen Änderungen gemacht.</translation>
  </message>
  <message>
   <source>Choose the folder of backups</source>
   <translation>Ordner der Sicherungen wählen</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Wählen…</translation>
  </message>
  <message>
   <source>Folder of backups</source>
   <translation>Ordner der Sicherungen</translation>
  </message>
  <message>
   <source>For each project. The oldest go first, the two newest never.</source>
   <translation>Für jedes Projekt. Die ältesten gehen zuerst, die zwei neuesten nie.</translation>
  </message>
  <message>
   <source>Room for backups</source>
   <translation>Platz für Sicherungen</translation>
  </message>
  <message>
   <source>never by the clock</source>
   <translation>nie nach der Uhr</translation>
  </message>
  <message>
   <source>“{folder}” does not say where it lies. Choose a folder.</source>
   <translation>„{folder}“ sagt nicht, wo er liegt. Wählen Sie einen Ordner.</translation>
  </message>
 </context>
 <context>
  <name>BackupsDialog</name>
  <message>
   <source>1 article differs:</source>
   <translation>1 Artikel ist anders:</translation>
  </message>
  <message>
   <source>1 step</source>
   <translation>1 Schritt</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>Sicherungen</translation>
  </message>
  <message>
   <source>Backups of {name}</source>
   <translation>Sicherungen von {name}</translation>
  </message>
  <message>
   <source>Backups, the newest first</source>
   <translation>Sicherungen, die neueste zuerst</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Comparing…</source>
   <translation>Wird verglichen…</translation>
  </message>
  <message>
   <source>Labels that differ: {names}</source>
   <translation>Andere Labels: {names}</translation>
  </message>
  <message>
   <source>No article differs.</source>
   <translation>Kein Artikel weicht ab.</translation>
  </message>
  <message>
   <source>Now: {counts}</source>
   <translation>Jetzt: {counts}</translation>
  </message>
  <message>
   <source>Open the folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <source>Put it in place</source>
   <translation>Einsetzen</translation>
  </message>
  <message>
   <source>Putting one in place makes a backup of the present project first. The one backup takes {size}; {most} may be used.</source>
   <translation>Bevor eine an die Stelle des Projekts tritt, wird der jetzige Stand gesichert. Die eine Sicherung braucht {size}; {most} dürfen es sein.</translation>
  </message>
  <message>
   <source>Putting one in place makes a backup of the present project first. {count} backups take {size}; {most} may be used.</source>
   <translation>Das Einsetzen legt zuerst eine Sicherung des jetzigen Projekts an. {count} Sicherungen belegen {size}; {most} sind erlaubt.</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>Then: {counts}</source>
   <translation>Damals: {counts}</translation>
  </message>
  <message>
   <source>There are no backups yet.</source>
   <translation>Es gibt noch keine Sicherungen.</translation>
  </message>
  <message>
   <source>What differs from now</source>
   <translation>Was von jetzt abweicht</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>Warum</translation>
  </message>
  <message>
   <source>{count} articles differ:</source>
   <translation>{count} Artikel weichen ab:</translation>
  </message>
  <message>
   <source>{count} steps</source>
   <translation>{count} Schritte</translation>
  </message>
  <message>
   <source>{title}: came later, would be gone</source>
   <translation>{title}: kam später, wäre weg</translation>
  </message>
  <message>
   <source>{title}: is gone now, would come back</source>
   <translation>{title}: ist jetzt weg, käme zurück</translation>
  </message>
  <message>
   <source>{title}: then {there}, now {here}</source>
   <translation>{title}: damals {there}, jetzt {here}</translation>
  </message>
 </context>
 <context>
  <name>Banner</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close the message</source>
   <translation>Meldung schließen</translation>
  </message>
 </context>
 <context>
  <name>Canvas</name>
  <message>
   <source>Article</source>
   <translation>Artikel</translation>
  </message>
 </context>
 <context>
  <name>CaseWords</name>
  <message>
   <source>missed {gold}</source>
   <translation>{gold} übersehen</translation>
  </message>
  <message>
   <source>no {found} there</source>
   <translation>dort ist kein {found}</translation>
  </message>
  <message>
   <source>{gold}, suggested {found}</source>
   <translation>{gold}, vorgeschlagen {found}</translation>
  </message>
 </context>
 <context>
  <name>CheckDialog</name>
  <message>
   <source>1 thing is still wrong in the copy</source>
   <translation>In der Kopie stimmt noch 1 Sache nicht</translation>
  </message>
  <message>
   <source>1 thing is wrong</source>
   <translation>1 Sache stimmt nicht</translation>
  </message>
  <message>
   <source>A repair writes a new file beside the project, from its history and its backups. The project itself is never touched.</source>
   <translation>Eine Reparatur schreibt eine neue Datei neben das Projekt, aus seinem Verlauf und seinen Sicherungen. Das Projekt selbst wird nie angerührt.</translation>
  </message>
  <message>
   <source>A repaired copy can be written from history and backups.</source>
   <translation>Eine reparierte Kopie kann aus Verlauf und Sicherungen geschrieben werden.</translation>
  </message>
  <message>
   <source>Backups…</source>
   <translation>Sicherungen…</translation>
  </message>
  <message>
   <source>Check project</source>
   <translation>Projekt prüfen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Database, texts, spans, decisions, events, history …</source>
   <translation>Datenbank, Texte, Spannen, Entscheidungen, Ereignisse, Verlauf …</translation>
  </message>
  <message>
   <source>Every text, span, decision and step is as it was written.</source>
   <translation>Jeder Text, jede Spanne, jede Entscheidung und jeder Schritt ist, wie geschrieben wurde.</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>Befunde</translation>
  </message>
  <message>
   <source>Looking at every promise of {name}</source>
   <translation>Alle Zusagen von {name} werden geprüft</translation>
  </message>
  <message>
   <source>Nothing had to be mended.</source>
   <translation>Nichts war zu reparieren.</translation>
  </message>
  <message>
   <source>Open the copy</source>
   <translation>Kopie öffnen</translation>
  </message>
  <message>
   <source>Repair into a copy</source>
   <translation>In eine Kopie reparieren</translation>
  </message>
  <message>
   <source>The check was stopped</source>
   <translation>Die Prüfung wurde abgebrochen</translation>
  </message>
  <message>
   <source>The copy could not be written</source>
   <translation>Die Kopie konnte nicht geschrieben werden</translation>
  </message>
  <message>
   <source>The copy is whole</source>
   <translation>Die Kopie ist heil</translation>
  </message>
  <message>
   <source>The project cannot be read</source>
   <translation>Das Projekt ist nicht lesbar</translation>
  </message>
  <message>
   <source>The project is whole</source>
   <translation>Das Projekt ist heil</translation>
  </message>
  <message>
   <source>Writing a repaired copy</source>
   <translation>Eine reparierte Kopie wird geschrieben</translation>
  </message>
  <message>
   <source>{count} things are still wrong in the copy</source>
   <translation>In der Kopie stimmen {count} Dinge noch nicht</translation>
  </message>
  <message>
   <source>{count} things are wrong</source>
   <translation>{count} Dinge stimmen nicht</translation>
  </message>
 </context>
 <context>
  <name>Chooser</name>
  <message>
   <source>Nothing fits. Try fewer letters.</source>
   <translation>Nichts passt. Mit weniger Buchstaben versuchen.</translation>
  </message>
 </context>
 <context>
  <name>ColourButton</name>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
 </context>
 <context>
  <name>CompleteDialog</name>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Complete for these labels</source>
   <translation>Vollständig für diese Labels</translation>
  </message>
  <message>
   <source>Entities</source>
   <translation>Entitäten</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Every paragraph up to here</source>
   <translation>Jeder Absatz bis hier</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>Mark complete</source>
   <translation>Als vollständig markieren</translation>
  </message>
  <message>
   <source>Not complete</source>
   <translation>Nicht vollständig</translation>
  </message>
  <message>
   <source>Region</source>
   <translation>Bereich</translation>
  </message>
  <message>
   <source>Say of which labels every span is annotated there. In training, what is not marked there is none; elsewhere in an article that is not done it is unknown.</source>
   <translation>Sagen, von welchen Labels dort jede Spanne annotiert ist. Im Training ist dort, was nicht markiert ist, keine; anderswo in einem unfertigen Artikel ist es unbekannt.</translation>
  </message>
  <message>
   <source>The whole article</source>
   <translation>Der ganze Artikel</translation>
  </message>
  <message>
   <source>This paragraph, or those of the selection</source>
   <translation>Dieser Absatz, oder die der Auswahl</translation>
  </message>
  <message>
   <source>entity</source>
   <translation>Entität</translation>
  </message>
  <message>
   <source>event</source>
   <translation>Ereignis</translation>
  </message>
 </context>
 <context>
  <name>CompleteFlows</name>
  <message>
   <source>Paragraphs in which every span of these labels is annotated: {labels}</source>
   <translation>Absätze, in denen jede Spanne dieser Labels annotiert ist: {labels}</translation>
  </message>
  <message>
   <source>complete: {count} of {total} ¶</source>
   <translation>vollständig: {count} von {total} ¶</translation>
  </message>
 </context>
 <context>
  <name>ConfusionMatrix</name>
  <message>
   <source>Confusion matrix</source>
   <translation>Verwechslungsmatrix</translation>
  </message>
  <message>
   <source>missed</source>
   <translation>übersehen</translation>
  </message>
  <message>
   <source>spurious</source>
   <translation>überzählig</translation>
  </message>
  <message>
   <source>{count} × {found} suggested where there is none</source>
   <translation>{count} × {found} vorgeschlagen, wo nichts ist</translation>
  </message>
  <message>
   <source>{count} × {gold} missed</source>
   <translation>{count} × {gold} übersehen</translation>
  </message>
  <message>
   <source>{count} × {gold} suggested as {found}</source>
   <translation>{count} × {gold} als {found} vorgeschlagen</translation>
  </message>
  <message>
   <source>{count} × {gold} suggested as {gold}</source>
   <translation>{count} × {gold} als {gold} vorgeschlagen</translation>
  </message>
 </context>
 <context>
  <name>Counts</name>
  <message>
   <source>1 article</source>
   <translation>1 Artikel</translation>
  </message>
  <message>
   <source>1 span</source>
   <translation>1 Spanne</translation>
  </message>
  <message>
   <source>1 suggestion</source>
   <translation>1 Vorschlag</translation>
  </message>
  <message>
   <source>{count} articles</source>
   <translation>{count} Artikel</translation>
  </message>
  <message>
   <source>{count} spans</source>
   <translation>{count} Spannen</translation>
  </message>
  <message>
   <source>{count} suggestions</source>
   <translation>{count} Vorschläge</translation>
  </message>
 </context>
 <context>
  <name>Dates</name>
  <message>
   <source>As {examples}, 2026-03-27, 2026-03 or 2026; empty where it is not known.</source>
   <translation>Etwa {examples}, 2026-03-27, 2026-03 oder 2026; leer, wenn es nicht bekannt ist.</translation>
  </message>
  <message>
   <source>MMMM yyyy</source>
   <translation>MMMM yyyy</translation>
  </message>
  <message>
   <source>Understood as {date}.</source>
   <translation>Verstanden als {date}.</translation>
  </message>
  <message>
   <source>Understood as {date}: the day comes first.</source>
   <translation>Verstanden als {date}: Der Tag steht vorn.</translation>
  </message>
  <message>
   <source>Understood as {date}: the month comes first.</source>
   <translation>Verstanden als {date}: Der Monat steht vorn.</translation>
  </message>
  <message>
   <source>d MMM yyyy</source>
   <translation>d. MMM yyyy</translation>
  </message>
  <message>
   <source>d MMM yyyy, HH:mm</source>
   <translation>d. MMM yyyy, HH:mm</translation>
  </message>
  <message>
   <source>d MMMM yyyy</source>
   <translation>d. MMMM yyyy</translation>
  </message>
 </context>
 <context>
  <name>DefectDialog</name>
  <message>
   <source>Copy report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <source>Defect</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weitermachen</translation>
  </message>
  <message>
   <source>Report of the defect</source>
   <translation>Bericht über den Fehler</translation>
  </message>
  <message>
   <source>The log is at {path}.</source>
   <translation>Das Protokoll liegt unter {path}.</translation>
  </message>
  <message>
   <source>This is a defect of Spandesk</source>
   <translation>Dies ist ein Fehler in Spandesk</translation>
  </message>
  <message>
   <source>What is said to be saved is safe. You can go on; if something looks wrong, close the window and open it again. Please send the report below.</source>
   <translation>Was als gespeichert gemeldet ist, ist sicher. Es kann weitergehen; wenn etwas falsch aussieht, das Fenster schließen und wieder öffnen. Bitte den Bericht unten einsenden.</translation>
  </message>
 </context>
 <context>
  <name>DetailsDialog</name>
  <message>
   <source>Article details</source>
   <translation>Angaben zum Artikel</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Ändern</translation>
  </message>
  <message>
   <source>Date</source>
   <translation>Datum</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>Two or three letters, such as en. It holds when tokens are made next.</source>
   <translation>Zwei oder drei Buchstaben, etwa en. Gilt, wenn das nächste Mal Token gebildet werden.</translation>
  </message>
 </context>
 <context>
  <name>DetailsFlows</name>
  <message>
   <source>The details are changed.</source>
   <translation>Die Angaben sind geändert.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>article details</source>
   <translation>Angaben zum Artikel</translation>
  </message>
 </context>
 <context>
  <name>Dock</name>
  <message>
   <source>Hide</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <source>Hide the panel {title}</source>
   <translation>Den Bereich {title} ausblenden</translation>
  </message>
 </context>
 <context>
  <name>EntriesModel</name>
  <message>
   <source>any</source>
   <translation>beliebig</translation>
  </message>
  <message>
   <source>as a noun</source>
   <translation>als Substantiv</translation>
  </message>
  <message>
   <source>as a verb</source>
   <translation>als Verb</translation>
  </message>
  <message>
   <source>as written</source>
   <translation>wie geschrieben</translation>
  </message>
  <message>
   <source>case</source>
   <translation>Schreibung</translation>
  </message>
  <message>
   <source>exact</source>
   <translation>genau</translation>
  </message>
  <message>
   <source>label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>looked for</source>
   <translation>gesucht</translation>
  </message>
  <message>
   <source>score</source>
   <translation>Score</translation>
  </message>
  <message>
   <source>token pattern</source>
   <translation>Tokenmuster</translation>
  </message>
  <message>
   <source>words</source>
   <translation>Wörter</translation>
  </message>
 </context>
 <context>
  <name>EntryLine</name>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Case counts</source>
   <translation>Großschreibung zählt</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Ändern</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>Looked for</source>
   <translation>Gesucht</translation>
  </message>
  <message>
   <source>Score</source>
   <translation>Score</translation>
  </message>
  <message>
   <source>Words to look for</source>
   <translation>Zu suchende Wörter</translation>
  </message>
 </context>
 <context>
  <name>EvaluationDialog</name>
  <message>
   <source> (of such articles {low} to {high})</source>
   <translation> (bei solchen Artikeln {low} bis {high})</translation>
  </message>
  <message>
   <source> · left out, as a suggester failed: {articles}</source>
   <translation> · ausgelassen, weil ein Vorschlagsgeber versagte: {articles}</translation>
  </message>
  <message>
   <source>Calibration</source>
   <translation>Kalibrierung</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copy report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <source>Evaluate</source>
   <translation>Bewerten</translation>
  </message>
  <message>
   <source>Evaluate again</source>
   <translation>Noch einmal bewerten</translation>
  </message>
  <message>
   <source>Evaluate suggestions</source>
   <translation>Vorschläge bewerten</translation>
  </message>
  <message>
   <source>Expected calibration error {error}: {suggestions}.

A bar says how many of the suggestions with such a score are right; on the dashed line scores mean what they say. The red line is how far off they are. Below it, a score promises too much; above it, too little. Grey bars count suggestions.

What is left from a score on, to choose one for Hide weak suggestions or Accept above a score:</source>
   <translation>Erwarteter Kalibrierungsfehler {error}: {suggestions}.

Ein Balken sagt, wie viele der Vorschläge mit solchem Score richtig sind; auf der gestrichelten Linie bedeuten Scores, was sie sagen. Die rote Linie zeigt, wie weit sie davon entfernt sind. Darunter verspricht ein Score zu viel, darüber zu wenig. Graue Balken zählen Vorschläge.

Was ab einem Score übrig bleibt, um einen für „Schwache Vorschläge ausblenden“ oder „Ab einem Score annehmen“ zu wählen:</translation>
  </message>
  <message>
   <source>Gold that came of accepting these suggestions leans towards them, so the figures are rather too good than too bad.</source>
   <translation>Gold, das aus dem Annehmen dieser Vorschläge entstand, neigt ihnen zu; die Zahlen sind also eher zu gut als zu schlecht.</translation>
  </message>
  <message>
   <source>Leave out what is hidden by score or label</source>
   <translation>Auslassen, was durch Score oder Label ausgeblendet ist</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Stopped; nothing was counted.</source>
   <translation>Angehalten; nichts wurde gezählt.</translation>
  </message>
  <message>
   <source>Suggesters</source>
   <translation>Vorschlagsgeber</translation>
  </message>
  <message>
   <source>Suggesting for the done articles…</source>
   <translation>Vorschläge für die fertigen Artikel…</translation>
  </message>
  <message>
   <source>The suggesters read your done articles once more, and what they say is compared with your gold: how much of it they find, what they take for what, and whether their scores mean what they say.</source>
   <translation>Die Vorschlagsgeber lesen die fertigen Artikel noch einmal, und was sie sagen, wird mit dem Gold verglichen: wie viel davon sie finden, was sie wofür halten, und ob ihre Scores bedeuten, was sie sagen.</translation>
  </message>
  <message>
   <source>{articles} · precision {precision} · recall {recall} · F1 {f1}</source>
   <translation>{articles} · Präzision {precision} · Recall {recall} · F1 {f1}</translation>
  </message>
  <message>
   <source>{done} of {total} done articles</source>
   <translation>{done} von {total} fertigen Artikeln</translation>
  </message>
 </context>
 <context>
  <name>EventFlows</name>
  <message>
   <source>1 event written to {name}.</source>
   <translation>1 Ereignis in {name} geschrieben.</translation>
  </message>
  <message>
   <source>CSV table (*.csv)</source>
   <translation>CSV-Tabelle (*.csv)</translation>
  </message>
  <message>
   <source>JSON (*.json)</source>
   <translation>JSON (*.json)</translation>
  </message>
  <message>
   <source>PLOVER records (*.jsonl)</source>
   <translation>PLOVER-Datensätze (*.jsonl)</translation>
  </message>
  <message>
   <source>Type in this cell</source>
   <translation>In dieser Zelle schreiben</translation>
  </message>
  <message>
   <source>Write the event table</source>
   <translation>Ereignistabelle schreiben</translation>
  </message>
  <message>
   <source>delete the frame</source>
   <translation>Ereignis löschen</translation>
  </message>
  <message>
   <source>edit the event table</source>
   <translation>Ereignistabelle bearbeiten</translation>
  </message>
  <message>
   <source>{count} events written to {name}.</source>
   <translation>{count} Ereignisse in {name} geschrieben.</translation>
  </message>
 </context>
 <context>
  <name>Events</name>
  <message>
   <source>Article</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Attributes</source>
   <translation>Attribute</translation>
  </message>
  <message>
   <source>Did what</source>
   <translation>Tat was</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>Ereignis</translation>
  </message>
  <message>
   <source>How many</source>
   <translation>Wie viele</translation>
  </message>
  <message>
   <source>Other roles</source>
   <translation>Weitere Rollen</translation>
  </message>
  <message>
   <source>To whom</source>
   <translation>Wem</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>Wo</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>Wer</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
 </context>
 <context>
  <name>EventsPanel</name>
  <message>
   <source>All states</source>
   <translation>Alle Zustände</translation>
  </message>
  <message>
   <source>All types</source>
   <translation>Alle Arten</translation>
  </message>
  <message>
   <source>As &amp;CSV…</source>
   <translation>Als &amp;CSV…</translation>
  </message>
  <message>
   <source>As &amp;JSON…</source>
   <translation>Als &amp;JSON…</translation>
  </message>
  <message>
   <source>As &amp;PLOVER records…</source>
   <translation>Als &amp;PLOVER-Datensätze…</translation>
  </message>
  <message>
   <source>Event frames, one in each row</source>
   <translation>Ereignisse, eines in jeder Zeile</translation>
  </message>
  <message>
   <source>Events of articles in which state</source>
   <translation>Ereignisse von Artikeln in welchem Zustand</translation>
  </message>
  <message>
   <source>Events of which type</source>
   <translation>Ereignisse welcher Art</translation>
  </message>
  <message>
   <source>Filter events</source>
   <translation>Ereignisse filtern</translation>
  </message>
  <message>
   <source>Filter events by words</source>
   <translation>Ereignisse nach Wörtern filtern</translation>
  </message>
  <message>
   <source>No event frames yet. Focus an event in the text and open its frame.</source>
   <translation>Noch keine Ereignisse. Ein Ereignis im Text in den Fokus nehmen und öffnen.</translation>
  </message>
  <message>
   <source>No event passes the filter.</source>
   <translation>Kein Ereignis passt zum Filter.</translation>
  </message>
  <message>
   <source>Of which articles</source>
   <translation>Von welchen Artikeln</translation>
  </message>
  <message>
   <source>Reading the project…</source>
   <translation>Das Projekt wird gelesen…</translation>
  </message>
  <message>
   <source>This article</source>
   <translation>Dieser Artikel</translation>
  </message>
  <message>
   <source>Whole project</source>
   <translation>Ganzes Projekt</translation>
  </message>
  <message>
   <source>Write what is shown</source>
   <translation>Schreiben, was zu sehen ist</translation>
  </message>
  <message>
   <source>Write what is shown: CSV, JSON, PLOVER</source>
   <translation>Schreiben, was zu sehen ist: CSV, JSON, PLOVER</translation>
  </message>
  <message>
   <source>events so far: {count}…</source>
   <translation>Ereignisse bisher: {count}…</translation>
  </message>
  <message>
   <source>{count} event</source>
   <translation>{count} Ereignis</translation>
  </message>
  <message>
   <source>{count} events</source>
   <translation>{count} Ereignisse</translation>
  </message>
  <message>
   <source>{shown} of {count} event</source>
   <translation>{shown} von {count} Ereignis</translation>
  </message>
  <message>
   <source>{shown} of {count} events</source>
   <translation>{shown} von {count} Ereignissen</translation>
  </message>
 </context>
 <context>
  <name>ExchangeFlows</name>
  <message>
   <source>1 article added</source>
   <translation>1 Artikel hinzugefügt</translation>
  </message>
  <message>
   <source>All files (*);;Articles (*.txt *.md *.html *.htm *.jsonl *.json);;Annotated (*.jsonl *.json *.spacy *.ann *.conll *.conllu *.tsv *.csv *.xmi *.zip)</source>
   <translation>Alle Dateien (*);;Artikel (*.txt *.md *.html *.htm *.jsonl *.json);;Annotiert (*.jsonl *.json *.spacy *.ann *.conll *.conllu *.tsv *.csv *.xmi *.zip)</translation>
  </message>
  <message>
   <source>An import or export is still running. Wait for it, or cancel it below.</source>
   <translation>Ein Import oder Export läuft noch. Darauf warten, oder ihn unten abbrechen.</translation>
  </message>
  <message>
   <source>Import a folder</source>
   <translation>Ordner importieren</translation>
  </message>
  <message>
   <source>Import files</source>
   <translation>Dateien importieren</translation>
  </message>
  <message>
   <source>Show report</source>
   <translation>Bericht zeigen</translation>
  </message>
  <message>
   <source>The clipboard holds no text. Copy an article, then paste it here.</source>
   <translation>Die Zwischenablage enthält keinen Text. Einen Artikel kopieren, dann hier einfügen.</translation>
  </message>
  <message>
   <source>The export was stopped; nothing was written.</source>
   <translation>Der Export wurde angehalten; nichts wurde geschrieben.</translation>
  </message>
  <message>
   <source>The import was stopped when its project was closed; what was in stays in.</source>
   <translation>Der Import wurde angehalten, als sein Projekt geschlossen wurde; was schon darin war, bleibt.</translation>
  </message>
  <message>
   <source>{count} articles added</source>
   <translation>{count} Artikel hinzugefügt</translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source>Also all spans together in doc.spans["sc"]</source>
   <translation>Auch alle Spannen zusammen in doc.spans["sc"]</translation>
  </message>
  <message>
   <source>Also articles that are not marked done</source>
   <translation>Auch Artikel, die nicht als fertig markiert sind</translation>
  </message>
  <message>
   <source>An article keeps its side for ever, also when others are added.</source>
   <translation>Ein Artikel behält seine Seite für immer, auch wenn andere dazukommen.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose a folder.</source>
   <translation>Einen Ordner wählen.</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Wählen…</translation>
  </message>
  <message>
   <source>Dev %</source>
   <translation>Dev %</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Export spaCy training data</source>
   <translation>spaCy-Trainingsdaten exportieren</translation>
  </message>
  <message>
   <source>Folder to write</source>
   <translation>Zielordner</translation>
  </message>
  <message>
   <source>No article is marked done yet. Finish one, or include unfinished.</source>
   <translation>Noch ist kein Artikel als fertig markiert. Einen abschließen, oder unfertige einbeziehen.</translation>
  </message>
  <message>
   <source>Ready to train?…</source>
   <translation>Bereit zum Trainieren?…</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Some articles must be for training.</source>
   <translation>Einige Artikel müssen zum Trainieren sein.</translation>
  </message>
  <message>
   <source>Test %</source>
   <translation>Test %</translation>
  </message>
  <message>
   <source>The shares must add up to 100.</source>
   <translation>Die Anteile müssen zusammen 100 ergeben.</translation>
  </message>
  <message>
   <source>These articles have no gold spans yet.</source>
   <translation>Diese Artikel haben noch keine Gold-Spannen.</translation>
  </message>
  <message>
   <source>To be exported: {articles} of {total}, {spans}.</source>
   <translation>{total}, davon zu exportieren: {articles}, mit {spans}.</translation>
  </message>
  <message>
   <source>Train %</source>
   <translation>Train %</translation>
  </message>
 </context>
 <context>
  <name>ExportFormatDialog</name>
  <message>
   <source>Also articles that are not marked done</source>
   <translation>Auch Artikel, die nicht als fertig markiert sind</translation>
  </message>
  <message>
   <source>Also suggestions that wait for a decision</source>
   <translation>Auch Vorschläge, die auf eine Entscheidung warten</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose a place.</source>
   <translation>Einen Ort wählen.</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Wählen…</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Export in another format</source>
   <translation>In anderem Format exportieren</translation>
  </message>
  <message>
   <source>File or folder to write</source>
   <translation>Zieldatei oder -ordner</translation>
  </message>
  <message>
   <source>File to write</source>
   <translation>Zieldatei</translation>
  </message>
  <message>
   <source>Folder to write</source>
   <translation>Zielordner</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>It cannot carry: {what}. What is lost is counted and listed.</source>
   <translation>Nicht enthalten sein können: {what}. Was verloren geht, wird gezählt und aufgelistet.</translation>
  </message>
  <message>
   <source>It carries everything.</source>
   <translation>Alles kann enthalten sein.</translation>
  </message>
  <message>
   <source>No article is marked done yet. Finish one, or include unfinished.</source>
   <translation>Noch ist kein Artikel als fertig markiert. Einen abschließen, oder unfertige einbeziehen.</translation>
  </message>
  <message>
   <source>To be exported: {articles} of {total}, {spans}.</source>
   <translation>{total}, davon zu exportieren: {articles}, mit {spans}.</translation>
  </message>
  <message>
   <source>arguments of events</source>
   <translation>Argumente von Ereignissen</translation>
  </message>
  <message>
   <source>attributes</source>
   <translation>Attribute</translation>
  </message>
  <message>
   <source>chains of spans that name the same</source>
   <translation>Ketten von Spannen, die dasselbe nennen</translation>
  </message>
  <message>
   <source>events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>for which labels paragraphs are complete</source>
   <translation>für welche Labels Absätze vollständig sind</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>rejected spans</source>
   <translation>abgelehnte Spannen</translation>
  </message>
  <message>
   <source>relations</source>
   <translation>Beziehungen</translation>
  </message>
  <message>
   <source>spans that overlap</source>
   <translation>überlappende Spannen</translation>
  </message>
  <message>
   <source>suggestions</source>
   <translation>Vorschläge</translation>
  </message>
  <message>
   <source>title, source and date</source>
   <translation>Titel, Quelle und Datum</translation>
  </message>
  <message>
   <source>whether an article is done</source>
   <translation>ob ein Artikel fertig ist</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
 </context>
 <context>
  <name>ExportResultDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Command that trains</source>
   <translation>Befehl, der trainiert</translation>
  </message>
  <message>
   <source>Copy command</source>
   <translation>Befehl kopieren</translation>
  </message>
  <message>
   <source>In a span group, as it overlaps: «{text}» {label}</source>
   <translation>In einer Spannengruppe, da überlappend: «{text}» {label}</translation>
  </message>
  <message>
   <source>In {folder}</source>
   <translation>In {folder}</translation>
  </message>
  <message>
   <source>Left out, off the tokens: «{text}» {label}, in {title}</source>
   <translation>Ausgelassen, nicht auf Tokens: «{text}» {label}, in {title}</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <source>To train, run this:</source>
   <translation>Zum Trainieren dies ausführen:</translation>
  </message>
  <message>
   <source>Training data written</source>
   <translation>Trainingsdaten geschrieben</translation>
  </message>
  <message>
   <source>Worth a look</source>
   <translation>Einen Blick wert</translation>
  </message>
  <message>
   <source>Worth a look:</source>
   <translation>Einen Blick wert:</translation>
  </message>
  <message>
   <source>articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>entities</source>
   <translation>Entitäten</translation>
  </message>
  <message>
   <source>events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>{articles} with {spans} written</source>
   <translation>{articles} mit {spans} geschrieben</translation>
  </message>
 </context>
 <context>
  <name>ExportedDialog</name>
  <message>
   <source>1 name is different in the format:</source>
   <translation>1 Name ist im Format ein anderer:</translation>
  </message>
  <message>
   <source>1 thing has no place in the format:</source>
   <translation>1 Ding hat keinen Platz im Format:</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Exported</source>
   <translation>Exportiert</translation>
  </message>
  <message>
   <source>Names that are different in the format</source>
   <translation>Namen, die im Format andere sind</translation>
  </message>
  <message>
   <source>Nothing was left out.</source>
   <translation>Nichts wurde ausgelassen.</translation>
  </message>
  <message>
   <source>What was left out</source>
   <translation>Was ausgelassen wurde</translation>
  </message>
  <message>
   <source>{articles} with {spans} written</source>
   <translation>{articles} mit {spans} geschrieben</translation>
  </message>
  <message>
   <source>{count} names are different in the format:</source>
   <translation>{count} Namen sind im Format andere:</translation>
  </message>
  <message>
   <source>{count} things have no place in the format:</source>
   <translation>{count} Dinge haben keinen Platz im Format:</translation>
  </message>
 </context>
 <context>
  <name>Figures</name>
  <message>
   <source>{number}%</source>
   <translation>{number} %</translation>
  </message>
 </context>
 <context>
  <name>FillerList</name>
  <message>
   <source>any entity</source>
   <translation>jede Entität</translation>
  </message>
  <message>
   <source>any event</source>
   <translation>jedes Ereignis</translation>
  </message>
  <message>
   <source>anything</source>
   <translation>alles</translation>
  </message>
 </context>
 <context>
  <name>FindBar</name>
  <message>
   <source>1 place</source>
   <translation>1 Stelle</translation>
  </message>
  <message>
   <source>Capitals count  (Alt+C)</source>
   <translation>Großschreibung zählt  (Alt+C)</translation>
  </message>
  <message>
   <source>Close the find bar</source>
   <translation>Suchleiste schließen</translation>
  </message>
  <message>
   <source>Find in article</source>
   <translation>Im Artikel suchen</translation>
  </message>
  <message>
   <source>Next place</source>
   <translation>Nächste Stelle</translation>
  </message>
  <message>
   <source>Previous place</source>
   <translation>Vorherige Stelle</translation>
  </message>
  <message>
   <source>Regular expression  (Alt+R)</source>
   <translation>Regulärer Ausdruck  (Alt+R)</translation>
  </message>
  <message>
   <source>Whole words  (Alt+W)</source>
   <translation>Ganze Wörter  (Alt+W)</translation>
  </message>
  <message>
   <source>Words to find in the article</source>
   <translation>Im Artikel zu suchende Wörter</translation>
  </message>
  <message>
   <source>no regular expression</source>
   <translation>kein regulärer Ausdruck</translation>
  </message>
  <message>
   <source>not found</source>
   <translation>nicht gefunden</translation>
  </message>
  <message>
   <source>too slow; places so far: {count}</source>
   <translation>zu langsam; Stellen bisher: {count}</translation>
  </message>
  <message>
   <source>{count} places</source>
   <translation>{count} Stellen</translation>
  </message>
  <message>
   <source>{place} of {count}</source>
   <translation>{place} von {count}</translation>
  </message>
 </context>
 <context>
  <name>Flows</name>
  <message>
   <source>1 suggestion accepted.</source>
   <translation>1 Vorschlag angenommen.</translation>
  </message>
  <message>
   <source>All articles are done. Next: export the training data, or {trains}.</source>
   <translation>Alle Artikel sind fertig. Als Nächstes: Trainingsdaten exportieren oder {trains}.</translation>
  </message>
  <message>
   <source>All keys</source>
   <translation>Alle Tasten</translation>
  </message>
  <message>
   <source>Export training data…</source>
   <translation>Trainingsdaten exportieren…</translation>
  </message>
  <message>
   <source>Open project</source>
   <translation>Projekt öffnen</translation>
  </message>
  <message>
   <source>Open read-only</source>
   <translation>Nur lesend öffnen</translation>
  </message>
  <message>
   <source>Spandesk projects ({pattern})</source>
   <translation>Spandesk-Projekte ({pattern})</translation>
  </message>
  <message>
   <source>Start the suggester again</source>
   <translation>Vorschlagsgeber wieder starten</translation>
  </message>
  <message>
   <source>Suggesters…</source>
   <translation>Vorschlagsgeber…</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>train a pipeline</source>
   <translation>eine Pipeline trainieren</translation>
  </message>
  <message>
   <source>train a pipeline ({key})</source>
   <translation>eine Pipeline trainieren ({key})</translation>
  </message>
  <message>
   <source>{count} suggestions accepted.</source>
   <translation>{count} Vorschläge angenommen.</translation>
  </message>
  <message>
   <source>{next} goes to the next suggestion: {accept} accepts it, {reject} rejects it, a digit gives another label. Everything is saved at once.</source>
   <translation>{next} geht zum nächsten Vorschlag: {accept} nimmt ihn an, {reject} lehnt ihn ab, eine Ziffer gibt ein anderes Label. Alles wird sofort gespeichert.</translation>
  </message>
 </context>
 <context>
  <name>FocusLines</name>
  <message>
   <source> (and {count} more)</source>
   <translation> (und {count} weitere)</translation>
  </message>
  <message>
   <source>event suggested: {text}</source>
   <translation>Ereignis vorgeschlagen: {text}</translation>
  </message>
  <message>
   <source>event: {text}</source>
   <translation>Ereignis: {text}</translation>
  </message>
  <message>
   <source>no role is filled</source>
   <translation>keine Rolle ist gefüllt</translation>
  </message>
  <message>
   <source>the same as: {words}</source>
   <translation>dasselbe wie: {words}</translation>
  </message>
  <message>
   <source>{line}; suggested: {text}</source>
   <translation>{line}; vorgeschlagen: {text}</translation>
  </message>
  <message>
   <source>{relation} ← {words}</source>
   <translation>{relation} ← {words}</translation>
  </message>
  <message>
   <source>{relation} → {words}</source>
   <translation>{relation} → {words}</translation>
  </message>
  <message>
   <source>{role} of “{words}”</source>
   <translation>{role} von „{words}“</translation>
  </message>
 </context>
 <context>
  <name>FocusPanel</name>
  <message>
   <source>Label as {name}</source>
   <translation>Als {name} labeln</translation>
  </message>
  <message>
   <source>Nothing is in focus.</source>
   <translation>Nichts ist im Fokus.</translation>
  </message>
  <message>
   <source>Remove, rename or turn around a relation</source>
   <translation>Eine Beziehung entfernen, umbenennen oder umdrehen</translation>
  </message>
  <message>
   <source>Text in focus</source>
   <translation>Text im Fokus</translation>
  </message>
  <message>
   <source>also</source>
   <translation>auch</translation>
  </message>
  <message>
   <source>elsewhere here: {pairs}</source>
   <translation>sonst hier: {pairs}</translation>
  </message>
  <message>
   <source>gold</source>
   <translation>Gold</translation>
  </message>
  <message>
   <source>gold, {annotator}</source>
   <translation>Gold, {annotator}</translation>
  </message>
  <message>
   <source>no explanation given</source>
   <translation>ohne Begründung</translation>
  </message>
  <message>
   <source>off the tokens:</source>
   <translation>nicht auf Tokens:</translation>
  </message>
  <message>
   <source>or a rule…</source>
   <translation>oder eine Regel…</translation>
  </message>
  <message>
   <source>or “{text}”</source>
   <translation>oder „{text}“</translation>
  </message>
  <message>
   <source>suggested</source>
   <translation>vorgeschlagen</translation>
  </message>
  <message>
   <source>suggested, skipped</source>
   <translation>vorgeschlagen, übersprungen</translation>
  </message>
  <message>
   <source>take “{text}”</source>
   <translation>nimm „{text}“</translation>
  </message>
 </context>
 <context>
  <name>FrameCells</name>
  <message>
   <source>Backspace: empty</source>
   <translation>Rücktaste: leeren</translation>
  </message>
  <message>
   <source>Backspace: none</source>
   <translation>Rücktaste: keiner</translation>
  </message>
  <message>
   <source>Backspace: reject</source>
   <translation>Rücktaste: ablehnen</translation>
  </message>
  <message>
   <source>Enter: accept</source>
   <translation>Eingabe: annehmen</translation>
  </message>
  <message>
   <source>Enter: done</source>
   <translation>Eingabe: fertig</translation>
  </message>
  <message>
   <source>Enter: take it</source>
   <translation>Eingabe: nehmen</translation>
  </message>
  <message>
   <source>Esc: leave</source>
   <translation>Esc: verlassen</translation>
  </message>
  <message>
   <source>Shift+Enter</source>
   <translation>Umschalt+Eingabe</translation>
  </message>
  <message>
   <source>Shift+Enter: and another</source>
   <translation>Umschalt+Eingabe: und noch einer</translation>
  </message>
  <message>
   <source>Space: next empty role</source>
   <translation>Leertaste: nächste leere Rolle</translation>
  </message>
  <message>
   <source>Tab: filler</source>
   <translation>Tab: Füller</translation>
  </message>
  <message>
   <source>Tab: next candidate</source>
   <translation>Tab: nächster Kandidat</translation>
  </message>
  <message>
   <source>Tab: next filler</source>
   <translation>Tab: nächster Füller</translation>
  </message>
  <message>
   <source>accept all</source>
   <translation>alles annehmen</translation>
  </message>
  <message>
   <source>copy to:</source>
   <translation>kopieren zu:</translation>
  </message>
  <message>
   <source>digits: attribute</source>
   <translation>Ziffern: Attribut</translation>
  </message>
  <message>
   <source>keys: value</source>
   <translation>Tasten: Wert</translation>
  </message>
  <message>
   <source>keys: value, or not this one</source>
   <translation>Tasten: Wert, oder doch nicht</translation>
  </message>
  <message>
   <source>letters: other role</source>
   <translation>Buchstaben: andere Rolle</translation>
  </message>
  <message>
   <source>letters: role</source>
   <translation>Buchstaben: Rolle</translation>
  </message>
  <message>
   <source>merge with:</source>
   <translation>vereinigen mit:</translation>
  </message>
  <message>
   <source>nothing near: select the words</source>
   <translation>nichts in der Nähe: Wörter auswählen</translation>
  </message>
  <message>
   <source>or select words first</source>
   <translation>oder vorher Wörter auswählen</translation>
  </message>
  <message>
   <source>related to:</source>
   <translation>in Beziehung zu:</translation>
  </message>
  <message>
   <source>same as:</source>
   <translation>dasselbe wie:</translation>
  </message>
  <message>
   <source>trigger:</source>
   <translation>Auslöser:</translation>
  </message>
  <message>
   <source>{key}: copy</source>
   <translation>{key}: kopieren</translation>
  </message>
 </context>
 <context>
  <name>FrameDesk</name>
  <message>
   <source>Another relation…</source>
   <translation>Andere Beziehung…</translation>
  </message>
  <message>
   <source>Names the same as “{words}”</source>
   <translation>Nennt dasselbe wie „{words}“</translation>
  </message>
 </context>
 <context>
  <name>FrameFlows</name>
  <message>
   <source>It left the event it was in.</source>
   <translation>Das Ereignis, in dem es stand, hat es nicht mehr.</translation>
  </message>
  <message>
   <source>It left {count} events.</source>
   <translation>{count} Ereignisse haben es nicht mehr.</translation>
  </message>
  <message>
   <source>Its event went with it.</source>
   <translation>Sein Ereignis ging mit.</translation>
  </message>
  <message>
   <source>Its {count} events went with it.</source>
   <translation>Seine {count} Ereignisse gingen mit.</translation>
  </message>
  <message>
   <source>One role or filler does not go with that label; it is marked.</source>
   <translation>Eine Rolle oder ein Füller passt nicht zu diesem Label; sie sind gekennzeichnet.</translation>
  </message>
  <message>
   <source>{count} roles or fillers do not go with that label; they are marked.</source>
   <translation>{count} Rollen oder Füller passen nicht zu diesem Label; sie sind gekennzeichnet.</translation>
  </message>
 </context>
 <context>
  <name>FrameHands</name>
  <message>
   <source>Every role is filled.</source>
   <translation>Jede Rolle ist gefüllt.</translation>
  </message>
  <message>
   <source>Focus an event first, or select its word.</source>
   <translation>Erst ein Ereignis in den Fokus nehmen oder sein Wort auswählen.</translation>
  </message>
  <message>
   <source>It has this role already.</source>
   <translation>Es hat diese Rolle schon.</translation>
  </message>
  <message>
   <source>No role has two fillers: there is nothing to split.</source>
   <translation>Keine Rolle hat zwei Füller: Es gibt nichts zu teilen.</translation>
  </message>
  <message>
   <source>There is nothing to fill it with. Select the words.</source>
   <translation>Es gibt nichts, womit sie zu füllen wäre. Wählen Sie die Wörter aus.</translation>
  </message>
  <message>
   <source>There is nothing to take out.</source>
   <translation>Es gibt nichts herauszunehmen.</translation>
  </message>
  <message>
   <source>“{words}” takes part in no event. Focus an event to open its frame.</source>
   <translation>„{words}“ nimmt an keinem Ereignis teil. Nehmen Sie ein Ereignis in den Fokus, um es zu öffnen.</translation>
  </message>
 </context>
 <context>
  <name>FrameLines</name>
  <message>
   <source>any text</source>
   <translation>beliebiger Text</translation>
  </message>
  <message>
   <source>empty</source>
   <translation>leer</translation>
  </message>
  <message>
   <source>not in the schema</source>
   <translation>nicht im Schema</translation>
  </message>
  <message>
   <source>not {label}</source>
   <translation>nicht {label}</translation>
  </message>
  <message>
   <source>required</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <source>takes {labels}</source>
   <translation>nimmt {labels}</translation>
  </message>
  <message>
   <source>the schema has no attribute {name} here</source>
   <translation>das Schema hat hier kein Attribut {name}</translation>
  </message>
  <message>
   <source>the schema has no role {name} here</source>
   <translation>das Schema hat hier keine Rolle {name}</translation>
  </message>
  <message>
   <source>too many</source>
   <translation>zu viele</translation>
  </message>
  <message>
   <source>{name} has {found} fillers, the schema says {expected}</source>
   <translation>{name} hat {found} Füller, das Schema sagt {expected}</translation>
  </message>
  <message>
   <source>{name} is required and empty</source>
   <translation>{name} fehlt</translation>
  </message>
  <message>
   <source>{name} is {found}, the schema has {expected}</source>
   <translation>{name} ist {found}, das Schema hat {expected}</translation>
  </message>
  <message>
   <source>{name} is {found}, the schema takes {expected}</source>
   <translation>{name} ist {found}, das Schema nimmt {expected}</translation>
  </message>
  <message>
   <source>{what}, suggested</source>
   <translation>{what}, vorgeschlagen</translation>
  </message>
 </context>
 <context>
  <name>FramePanel</name>
  <message>
   <source>1 fault</source>
   <translation>1 Fehler</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close the event (Esc)</source>
   <translation>Das Ereignis schließen (Esc)</translation>
  </message>
  <message>
   <source>Roles and attributes of the open event</source>
   <translation>Rollen und Attribute des offenen Ereignisses</translation>
  </message>
  <message>
   <source>Trigger of the open event</source>
   <translation>Auslöser des offenen Ereignisses</translation>
  </message>
  <message>
   <source>{count} faults</source>
   <translation>{count} Fehler</translation>
  </message>
  <message>
   <source>{place} of {count}</source>
   <translation>{place} von {count}</translation>
  </message>
 </context>
 <context>
  <name>FrameShowing</name>
  <message>
   <source>copy</source>
   <translation>Kopie</translation>
  </message>
  <message>
   <source>merge</source>
   <translation>vereinen</translation>
  </message>
  <message>
   <source>related</source>
   <translation>in Beziehung</translation>
  </message>
  <message>
   <source>same</source>
   <translation>dasselbe</translation>
  </message>
  <message>
   <source>trigger</source>
   <translation>Auslöser</translation>
  </message>
 </context>
 <context>
  <name>FrameStrip</name>
  <message>
   <source>Value of the attribute</source>
   <translation>Wert des Attributs</translation>
  </message>
 </context>
 <context>
  <name>FrameTips</name>
  <message>
   <source>suggested</source>
   <translation>vorgeschlagen</translation>
  </message>
 </context>
 <context>
  <name>FrameVerdicts</name>
  <message>
   <source>1 event accepted. One undo takes it back.</source>
   <translation>1 Ereignis angenommen. Einmal rückgängig nimmt es zurück.</translation>
  </message>
  <message>
   <source>No frame is suggested here.</source>
   <translation>Hier ist kein Ereignis vorgeschlagen.</translation>
  </message>
  <message>
   <source>No frame is suggested in this article.</source>
   <translation>In diesem Artikel ist kein Ereignis vorgeschlagen.</translation>
  </message>
  <message>
   <source>The events are not accepted when they have been read.</source>
   <translation>Die Ereignisse werden nicht angenommen, wenn sie gelesen sind.</translation>
  </message>
  <message>
   <source>The events of this article are still being read. All are accepted when they have been read; the same key or Cancel leaves it.</source>
   <translation>Die Ereignisse dieses Artikels werden noch gelesen. Alle werden angenommen, sobald sie gelesen sind; dieselbe Taste oder „Abbrechen“ lässt es.</translation>
  </message>
  <message>
   <source>The events were not read to the end; none is accepted.</source>
   <translation>Die Ereignisse wurden nicht zu Ende gelesen; keines wird angenommen.</translation>
  </message>
  <message>
   <source>{count} events accepted. One undo takes them back.</source>
   <translation>{count} Ereignisse angenommen. Einmal rückgängig nimmt sie zurück.</translation>
  </message>
 </context>
 <context>
  <name>FrameWalks</name>
  <message>
   <source>A trigger is an event. Choose one, or label it first.</source>
   <translation>Ein Auslöser ist ein Ereignis. Wählen Sie eines, oder geben Sie erst das Label.</translation>
  </message>
  <message>
   <source>Focus a span first.</source>
   <translation>Erst eine Spanne in den Fokus nehmen.</translation>
  </message>
  <message>
   <source>It is linked with nothing.</source>
   <translation>Es ist mit nichts verknüpft.</translation>
  </message>
  <message>
   <source>There is no other frame to merge it with.</source>
   <translation>Es gibt kein anderes Ereignis, mit dem es zu vereinigen wäre.</translation>
  </message>
  <message>
   <source>There is nothing to link it with.</source>
   <translation>Es gibt nichts, womit es zu verknüpfen wäre.</translation>
  </message>
  <message>
   <source>They are linked already.</source>
   <translation>Sie sind schon verknüpft.</translation>
  </message>
  <message>
   <source>Things are linked with things, events with events.</source>
   <translation>Verknüpft werden Dinge mit Dingen, Ereignisse mit Ereignissen.</translation>
  </message>
 </context>
 <context>
  <name>GoTo</name>
  <message>
   <source>Article by number or title</source>
   <translation>Artikel nach Nummer oder Titel</translation>
  </message>
 </context>
 <context>
  <name>GuardFlows</name>
  <message>
   <source>1 fits nowhere.</source>
   <translation>1 passt nirgends.</translation>
  </message>
  <message>
   <source>1 span snapped to tokens.</source>
   <translation>1 Spanne auf Tokens eingerastet.</translation>
  </message>
  <message>
   <source>Every span begins and ends with tokens.</source>
   <translation>Jede Spanne beginnt und endet mit Tokens.</translation>
  </message>
  <message>
   <source>There is no whole token to put it on, or the label stands there already.</source>
   <translation>Es gibt kein ganzes Token, auf das sie passt, oder das Label steht schon dort.</translation>
  </message>
  <message>
   <source>This span begins and ends with tokens already.</source>
   <translation>Diese Spanne beginnt und endet schon mit Tokens.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>{count} fit nowhere.</source>
   <translation>{count} passen nirgends.</translation>
  </message>
  <message>
   <source>{count} spans snapped to tokens.</source>
   <translation>{count} Spannen auf Tokens eingerastet.</translation>
  </message>
 </context>
 <context>
  <name>GuidelinesDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Entities</source>
   <translation>Entitäten</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Find in labels and guidelines</source>
   <translation>In Labels und Richtlinien suchen</translation>
  </message>
  <message>
   <source>Labels and guidelines</source>
   <translation>Labels und Richtlinien</translation>
  </message>
 </context>
 <context>
  <name>HideWeakDialog</name>
  <message>
   <source>Below it in this article: {hidden} of {total}.</source>
   <translation>{total} in diesem Artikel, davon darunter: {hidden}.</translation>
  </message>
  <message>
   <source>By label</source>
   <translation>Nach Label</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Entities</source>
   <translation>Entitäten</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Expected precision and recall from that score on: in bold of your {articles} done articles, otherwise of the shipped model on its development articles.</source>
   <translation>Ab diesem Score zu erwartende Präzision und Recall: fett aus den {articles} fertigen Artikeln, sonst aus den Entwicklungsartikeln des mitgelieferten Modells.</translation>
  </message>
  <message>
   <source>Expected precision and recall from that score on: of the shipped model on its development articles. From {articles} done articles on, labels with {spans} gold spans show your own.</source>
   <translation>Ab diesem Score zu erwartende Präzision und Recall: aus den Entwicklungsartikeln des mitgelieferten Modells. Ab {articles} fertigen Artikeln zeigen Labels mit {spans} Gold-Spannen die eigenen Werte.</translation>
  </message>
  <message>
   <source>Hide</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <source>Hide weak suggestions</source>
   <translation>Schwache Vorschläge ausblenden</translation>
  </message>
  <message>
   <source>Least score in percent</source>
   <translation>Kleinster Score in Prozent</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>Alle zeigen</translation>
  </message>
  <message>
   <source>Show suggestions from this score on</source>
   <translation>Vorschläge ab diesem Score zeigen</translation>
  </message>
  <message>
   <source>This holds for the whole project. Gold spans are never hidden.</source>
   <translation>Dies gilt für das ganze Projekt. Gold-Spannen werden nie ausgeblendet.</translation>
  </message>
  <message>
   <source>least score</source>
   <translation>kleinster Score</translation>
  </message>
  <message>
   <source>precision</source>
   <translation>Präzision</translation>
  </message>
  <message>
   <source>recall</source>
   <translation>Recall</translation>
  </message>
  <message>
   <source>shown here</source>
   <translation>hier gezeigt</translation>
  </message>
 </context>
 <context>
  <name>Hints</name>
  <message>
   <source>, {count} skipped</source>
   <translation>, {count} übersprungen</translation>
  </message>
  <message>
   <source>1 suggestion left</source>
   <translation>1 Vorschlag übrig</translation>
  </message>
  <message>
   <source>Bring articles in</source>
   <translation>Artikel hereinholen</translation>
  </message>
  <message>
   <source>Choose an article</source>
   <translation>Einen Artikel wählen</translation>
  </message>
  <message>
   <source>Click a span or a suggestion.</source>
   <translation>Auf eine Spanne oder einen Vorschlag klicken.</translation>
  </message>
  <message>
   <source>Drop files or folders here, paste a page, or choose files: text, Markdown, HTML and JSONL become articles. What cannot be read is listed with its reason.</source>
   <translation>Dateien oder Ordner hier ablegen, eine Seite einfügen oder Dateien wählen: Text, Markdown, HTML und JSONL werden Artikel. Was nicht lesbar ist, wird mit seinem Grund aufgelistet.</translation>
  </message>
  <message>
   <source>Every suggestion is decided. Select text to add a span.</source>
   <translation>Jeder Vorschlag ist entschieden. Text auswählen, um eine Spanne anzulegen.</translation>
  </message>
  <message>
   <source>Go to article…</source>
   <translation>Gehe zu Artikel…</translation>
  </message>
  <message>
   <source>Import files…</source>
   <translation>Dateien importieren…</translation>
  </message>
  <message>
   <source>It is open read-only, so none can be brought in.</source>
   <translation>Es ist nur lesend geöffnet, also kann nichts hereingeholt werden.</translation>
  </message>
  <message>
   <source>Nothing is in focus.</source>
   <translation>Nichts ist im Fokus.</translation>
  </message>
  <message>
   <source>Open another project…</source>
   <translation>Ein anderes Projekt öffnen…</translation>
  </message>
  <message>
   <source>Press {key} for the next suggestion, or click a span.</source>
   <translation>{key} drücken für den nächsten Vorschlag, oder auf eine Spanne klicken.</translation>
  </message>
  <message>
   <source>Select text, then press the key of a label.</source>
   <translation>Text auswählen, dann die Taste eines Labels drücken.</translation>
  </message>
  <message>
   <source>Suggestions are on their way. You can select text and label it already.</source>
   <translation>Vorschläge sind unterwegs. Text auswählen und labeln geht schon.</translation>
  </message>
  <message>
   <source>The list on the left has them all; {key} goes on.</source>
   <translation>Die Liste der Artikel hat alle; {key} geht weiter.</translation>
  </message>
  <message>
   <source>This article is removed. Bring it back to work on it.</source>
   <translation>Dieser Artikel ist entfernt. Holen Sie ihn zurück, um daran zu arbeiten.</translation>
  </message>
  <message>
   <source>This project has no articles</source>
   <translation>Dieses Projekt hat keine Artikel</translation>
  </message>
  <message>
   <source>This window only reads. Click a span or a suggestion to look at it.</source>
   <translation>Dieses Fenster liest nur. Klicken Sie auf eine Spanne oder einen Vorschlag, um sie anzusehen.</translation>
  </message>
  <message>
   <source>This window only reads. This article has no spans and no stored suggestions.</source>
   <translation>Dieses Fenster liest nur. Dieser Artikel hat keine Spannen und keine gespeicherten Vorschläge.</translation>
  </message>
  <message>
   <source>accept</source>
   <translation>annehmen</translation>
  </message>
  <message>
   <source>accept the whole event</source>
   <translation>das ganze Ereignis annehmen</translation>
  </message>
  <message>
   <source>delete</source>
   <translation>löschen</translation>
  </message>
  <message>
   <source>digits</source>
   <translation>Ziffern</translation>
  </message>
  <message>
   <source>done, next article</source>
   <translation>fertig, nächster Artikel</translation>
  </message>
  <message>
   <source>end</source>
   <translation>Ende</translation>
  </message>
  <message>
   <source>label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>label keys</source>
   <translation>Label-Tasten</translation>
  </message>
  <message>
   <source>next</source>
   <translation>weiter</translation>
  </message>
  <message>
   <source>next mention of the same</source>
   <translation>nächste Erwähnung desselben</translation>
  </message>
  <message>
   <source>next suggestion</source>
   <translation>nächster Vorschlag</translation>
  </message>
  <message>
   <source>no stored suggestions</source>
   <translation>keine gespeicherten Vorschläge</translation>
  </message>
  <message>
   <source>no suggestions left</source>
   <translation>keine Vorschläge übrig</translation>
  </message>
  <message>
   <source>open the event</source>
   <translation>Ereignis öffnen</translation>
  </message>
  <message>
   <source>other label</source>
   <translation>anderes Label</translation>
  </message>
  <message>
   <source>read-only: look, search and export</source>
   <translation>nur lesend: ansehen, suchen und exportieren</translation>
  </message>
  <message>
   <source>reject</source>
   <translation>ablehnen</translation>
  </message>
  <message>
   <source>search label</source>
   <translation>Label suchen</translation>
  </message>
  <message>
   <source>select text to label it; suggestions are on their way</source>
   <translation>Text auswählen, um ihn zu labeln; Vorschläge sind unterwegs</translation>
  </message>
  <message>
   <source>skip</source>
   <translation>überspringen</translation>
  </message>
  <message>
   <source>span</source>
   <translation>Spanne</translation>
  </message>
  <message>
   <source>start</source>
   <translation>Anfang</translation>
  </message>
  <message>
   <source>this article is removed: look at it, or bring it back</source>
   <translation>dieser Artikel ist entfernt: ansehen oder zurückholen</translation>
  </message>
  <message>
   <source>{count} suggestions left</source>
   <translation>{count} Vorschläge übrig</translation>
  </message>
  <message>
   <source>{key}: {what}</source>
   <translation>{key}: {what}</translation>
  </message>
 </context>
 <context>
  <name>HistoryDialog</name>
  <message>
   <source>Bring the article back to here</source>
   <translation>Artikel hierher zurückbringen</translation>
  </message>
  <message>
   <source>Bringing an article back is one step more: undo takes it back.</source>
   <translation>Einen Artikel zurückzubringen ist ein weiterer Schritt: Rückgängig nimmt ihn zurück.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <source>History of the article</source>
   <translation>Verlauf des Artikels</translation>
  </message>
  <message>
   <source>back to step {step}</source>
   <translation>zurück zu Schritt {step}</translation>
  </message>
 </context>
 <context>
  <name>HistoryPanel</name>
  <message>
   <source>All steps of this article</source>
   <translation>Alle Schritte dieses Artikels</translation>
  </message>
  <message>
   <source>Choose a step to see what has changed since; choose two to compare them.</source>
   <translation>Einen Schritt wählen, um zu sehen, was sich seither geändert hat; zwei, um sie zu vergleichen.</translation>
  </message>
  <message>
   <source>From right after step {step} to {until}: 1 difference</source>
   <translation>Von direkt nach Schritt {step} bis {until}: 1 Unterschied</translation>
  </message>
  <message>
   <source>From right after step {step} to {until}: {count} differences</source>
   <translation>Von direkt nach Schritt {step} bis {until}: {count} Unterschiede</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <source>Steps of the span in focus</source>
   <translation>Schritte der Spanne im Fokus</translation>
  </message>
  <message>
   <source>Steps, the newest first</source>
   <translation>Schritte, der neueste zuerst</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <source>What differs</source>
   <translation>Was abweicht</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <source>Which steps</source>
   <translation>Welche Schritte</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>Wer</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>Warum</translation>
  </message>
  <message>
   <source>now</source>
   <translation>jetzt</translation>
  </message>
  <message>
   <source>step {step}</source>
   <translation>Schritt {step}</translation>
  </message>
  <message>
   <source>took back step {step}: {what}</source>
   <translation>Schritt {step} zurückgenommen: {what}</translation>
  </message>
  <message>
   <source>{first}, and 1 change more</source>
   <translation>{first}, und 1 Änderung mehr</translation>
  </message>
  <message>
   <source>{first}, and {count} changes more</source>
   <translation>{first}, und {count} Änderungen mehr</translation>
  </message>
 </context>
 <context>
  <name>ImportListDialog</name>
  <message>
   <source>A new name makes a new list.</source>
   <translation>Ein neuer Name macht eine neue Liste.</translation>
  </message>
  <message>
   <source>A plain text file has one name on each line and needs it.</source>
   <translation>Eine reine Textdatei hat einen Namen in jeder Zeile und braucht dieses Label.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Import into a list</source>
   <translation>In eine Liste importieren</translation>
  </message>
  <message>
   <source>Label of lines that have none</source>
   <translation>Label für Zeilen ohne eines</translation>
  </message>
  <message>
   <source>List</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>Upper and lower case are the same</source>
   <translation>Groß- und Kleinschreibung sind gleich</translation>
  </message>
  <message>
   <source>as the file says</source>
   <translation>wie die Datei sagt</translation>
  </message>
 </context>
 <context>
  <name>ImportPreviewDialog</name>
  <message>
   <source>(without a name)</source>
   <translation>(ohne Namen)</translation>
  </message>
  <message>
   <source>1 is in the project already; its annotations stand</source>
   <translation>1 ist schon im Projekt; seine Annotationen bleiben</translation>
  </message>
  <message>
   <source>1 left behind or changed</source>
   <translation>1 zurückgelassen oder geändert</translation>
  </message>
  <message>
   <source>1 refused</source>
   <translation>1 abgewiesen</translation>
  </message>
  <message>
   <source>All as gold</source>
   <translation>Alle als Gold</translation>
  </message>
  <message>
   <source>All as suggestions</source>
   <translation>Alle als Vorschläge</translation>
  </message>
  <message>
   <source>As the files say</source>
   <translation>Wie die Dateien sagen</translation>
  </message>
  <message>
   <source>Becomes</source>
   <translation>Wird</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Import articles</source>
   <translation>Artikel importieren</translation>
  </message>
  <message>
   <source>Import {formats}</source>
   <translation>{formats} importieren</translation>
  </message>
  <message>
   <source>Label in the file</source>
   <translation>Label in der Datei</translation>
  </message>
  <message>
   <source>Labels of the files</source>
   <translation>Labels der Dateien</translation>
  </message>
  <message>
   <source>Leave out</source>
   <translation>Auslassen</translation>
  </message>
  <message>
   <source>Mark articles with gold as done</source>
   <translation>Artikel mit Gold als fertig markieren</translation>
  </message>
  <message>
   <source>Problems</source>
   <translation>Probleme</translation>
  </message>
  <message>
   <source>Relation in the file</source>
   <translation>Beziehung in der Datei</translation>
  </message>
  <message>
   <source>Relations</source>
   <translation>Beziehungen</translation>
  </message>
  <message>
   <source>Relations of the files</source>
   <translation>Beziehungen der Dateien</translation>
  </message>
  <message>
   <source>Spans</source>
   <translation>Spannen</translation>
  </message>
  <message>
   <source>Take articles with bad spans, without those spans</source>
   <translation>Artikel mit unmöglichen Spannen nehmen, ohne diese Spannen</translation>
  </message>
  <message>
   <source>Take spans</source>
   <translation>Spannen übernehmen</translation>
  </message>
  <message>
   <source>What the relation {name} becomes</source>
   <translation>Was aus der Beziehung {name} wird</translation>
  </message>
  <message>
   <source>What {label} becomes</source>
   <translation>Was aus {label} wird</translation>
  </message>
  <message>
   <source>article</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>chain of spans that name the same</source>
   <translation>Kette von Spannen, die dasselbe nennen</translation>
  </message>
  <message>
   <source>chains of spans that name the same</source>
   <translation>Ketten von Spannen, die dasselbe nennen</translation>
  </message>
  <message>
   <source>entity</source>
   <translation>Entität</translation>
  </message>
  <message>
   <source>event</source>
   <translation>Ereignis</translation>
  </message>
  <message>
   <source>event with arguments</source>
   <translation>Ereignis mit Argumenten</translation>
  </message>
  <message>
   <source>events with arguments</source>
   <translation>Ereignisse mit Argumenten</translation>
  </message>
  <message>
   <source>gold span</source>
   <translation>Gold-Spanne</translation>
  </message>
  <message>
   <source>gold spans</source>
   <translation>Gold-Spannen</translation>
  </message>
  <message>
   <source>problem</source>
   <translation>Problem</translation>
  </message>
  <message>
   <source>problems</source>
   <translation>Probleme</translation>
  </message>
  <message>
   <source>relation</source>
   <translation>Beziehung</translation>
  </message>
  <message>
   <source>relations</source>
   <translation>Beziehungen</translation>
  </message>
  <message>
   <source>suggestion</source>
   <translation>Vorschlag</translation>
  </message>
  <message>
   <source>suggestions</source>
   <translation>Vorschläge</translation>
  </message>
  <message>
   <source>{count} are in the project already; their annotations stand</source>
   <translation>{count} sind schon im Projekt; deren Annotationen bleiben</translation>
  </message>
  <message>
   <source>{count} left behind or changed</source>
   <translation>{count} zurückgelassen oder geändert</translation>
  </message>
  <message>
   <source>{count} refused</source>
   <translation>{count} abgewiesen</translation>
  </message>
  <message>
   <source>{label} (new {layer} label)</source>
   <translation>{label} (neues Label, {layer})</translation>
  </message>
  <message>
   <source>{name} (new)</source>
   <translation>{name} (neu)</translation>
  </message>
  <message>
   <source>{name} (role)</source>
   <translation>{name} (Rolle)</translation>
  </message>
 </context>
 <context>
  <name>ImportReportDialog</name>
  <message>
   <source> (cancelled)</source>
   <translation> (abgebrochen)</translation>
  </message>
  <message>
   <source>1 article added</source>
   <translation>1 Artikel hinzugefügt</translation>
  </message>
  <message>
   <source>1 that was there annotated</source>
   <translation>1 vorhandener annotiert</translation>
  </message>
  <message>
   <source>All articles went in. What was left behind or changed stands below.</source>
   <translation>Alle Artikel sind aufgenommen. Was zurückgelassen oder geändert wurde, steht unten.</translation>
  </message>
  <message>
   <source>Bring the removed article back</source>
   <translation>Den entfernten Artikel zurückholen</translation>
  </message>
  <message>
   <source>Bring {count} removed articles back</source>
   <translation>{count} entfernte Artikel zurückholen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Everything went in.</source>
   <translation>Alles ist aufgenommen.</translation>
  </message>
  <message>
   <source>Import report</source>
   <translation>Importbericht</translation>
  </message>
  <message>
   <source>Not saved: {reason}</source>
   <translation>Nicht gespeichert: {reason}</translation>
  </message>
  <message>
   <source>Refusals and notes</source>
   <translation>Abweisungen und Anmerkungen</translation>
  </message>
  <message>
   <source>Save as…</source>
   <translation>Speichern unter…</translation>
  </message>
  <message>
   <source>Save the report</source>
   <translation>Bericht speichern</translation>
  </message>
  <message>
   <source>Text (*.txt);;JSON (*.json)</source>
   <translation>Text (*.txt);;JSON (*.json)</translation>
  </message>
  <message>
   <source>The import was stopped. The articles that were read are in.</source>
   <translation>Der Import wurde angehalten. Die gelesenen Artikel sind aufgenommen.</translation>
  </message>
  <message>
   <source>The rest went in. Each refusal says why and what to do.</source>
   <translation>Der Rest ist aufgenommen. Jede Abweisung sagt, warum und was zu tun ist.</translation>
  </message>
  <message>
   <source>What, and what to do</source>
   <translation>Was, und was zu tun ist</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>Wo</translation>
  </message>
  <message>
   <source>{count} articles added</source>
   <translation>{count} Artikel hinzugefügt</translation>
  </message>
  <message>
   <source>{count} refused</source>
   <translation>{count} abgewiesen</translation>
  </message>
  <message>
   <source>{count} that were there annotated</source>
   <translation>{count} vorhandene annotiert</translation>
  </message>
 </context>
 <context>
  <name>JudgedTabs</name>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Cases of the cell</source>
   <translation>Fälle der Zelle</translation>
  </message>
  <message>
   <source>Confusion</source>
   <translation>Verwechslungen</translation>
  </message>
  <message>
   <source>F1 {f1} · {missed} missed · {spurious} not right</source>
   <translation>F1 {f1} · {missed} übersehen · {spurious} nicht richtig</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>Rows are gold, columns what was suggested. Choose a cell to see its cases.</source>
   <translation>Zeilen sind Gold, Spalten das Vorgeschlagene. Eine Zelle wählen, um ihre Fälle zu sehen.</translation>
  </message>
  <message>
   <source>The worst articles first; a click opens one</source>
   <translation>Die schlechtesten Artikel zuerst; ein Klick öffnet einen</translation>
  </message>
  <message>
   <source>What is wrong there</source>
   <translation>Was dort falsch ist</translation>
  </message>
  <message>
   <source>Worst articles</source>
   <translation>Schlechteste Artikel</translation>
  </message>
  <message>
   <source>all</source>
   <translation>alle</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
  <message>
   <source>{gold} → {found}</source>
   <translation>{gold} → {found}</translation>
  </message>
  <message>
   <source>{label} with other boundaries</source>
   <translation>{label} mit anderen Grenzen</translation>
  </message>
 </context>
 <context>
  <name>KeyEditor</name>
  <message>
   <source>A label of another project that has {key} will lose it.</source>
   <translation>Ein Label eines anderen Projekts, das {key} hat, verliert die Taste.</translation>
  </message>
  <message>
   <source>Add a key…</source>
   <translation>Taste hinzufügen…</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>Ändern…</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Commands with their keys</source>
   <translation>Befehle mit ihren Tasten</translation>
  </message>
  <message>
   <source>Find a command, a label or a key</source>
   <translation>Einen Befehl, ein Label oder eine Taste finden</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Keys as in</source>
   <translation>Tasten wie in</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>Lassen</translation>
  </message>
  <message>
   <source>No key</source>
   <translation>Keine Taste</translation>
  </message>
  <message>
   <source>Not in Spandesk: {what}.</source>
   <translation>Nicht in Spandesk: {what}.</translation>
  </message>
  <message>
   <source>Nothing fits.</source>
   <translation>Nichts passt.</translation>
  </message>
  <message>
   <source>Press the keys for “{command}” – Esc leaves it</source>
   <translation>Die Tasten für „{command}“ drücken – Esc lässt es</translation>
  </message>
  <message>
   <source>Reset</source>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <source>Reset all</source>
   <translation>Alle zurücksetzen</translation>
  </message>
  <message>
   <source>Take it over</source>
   <translation>Übernehmen</translation>
  </message>
  <message>
   <source>{key} gives the label {name}.</source>
   <translation>{key} gibt das Label {name}.</translation>
  </message>
  <message>
   <source>{key} is “{name}”.</source>
   <translation>{key} ist „{name}“.</translation>
  </message>
  <message>
   <source>{key} moves the caret: “{name}”.</source>
   <translation>{key} bewegt die Schreibmarke: „{name}“.</translation>
  </message>
 </context>
 <context>
  <name>KeyFlows</name>
  <message>
   <source>1 span deleted.</source>
   <translation>1 Spanne gelöscht.</translation>
  </message>
  <message>
   <source>Everything is saved. It is, after every correction.</source>
   <translation>Alles ist gespeichert. Das ist es nach jeder Korrektur.</translation>
  </message>
  <message>
   <source>Next and previous stop at every span now.</source>
   <translation>Nächstes und Vorheriges halten jetzt bei jeder Spanne.</translation>
  </message>
  <message>
   <source>Next and previous stop at open suggestions now.</source>
   <translation>Nächstes und Vorheriges halten jetzt bei offenen Vorschlägen.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>{count} spans deleted.</source>
   <translation>{count} Spannen gelöscht.</translation>
  </message>
 </context>
 <context>
  <name>LabelBars</name>
  <message>
   <source>F1</source>
   <translation>F1</translation>
  </message>
  <message>
   <source>F1 relaxed</source>
   <translation>F1 gelockert</translation>
  </message>
  <message>
   <source>Precision</source>
   <translation>Präzision</translation>
  </message>
  <message>
   <source>Recall</source>
   <translation>Recall</translation>
  </message>
  <message>
   <source>gold</source>
   <translation>Gold</translation>
  </message>
  <message>
   <source>suggested</source>
   <translation>vorgeschlagen</translation>
  </message>
  <message>
   <source>{name}: {right} of {gold} found exactly, {near} at least in part; not right: {spurious} of {suggestions}</source>
   <translation>{name}: {right} von {gold} genau gefunden, {near} wenigstens teilweise; {suggestions}, davon nicht richtig: {spurious}</translation>
  </message>
 </context>
 <context>
  <name>LabelForm</name>
  <message>
   <source>Attributes</source>
   <translation>Attribute</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Examples</source>
   <translation>Beispiele</translation>
  </message>
  <message>
   <source>Family</source>
   <translation>Familie</translation>
  </message>
  <message>
   <source>Guideline</source>
   <translation>Richtlinie</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Taste</translation>
  </message>
  <message>
   <source>Looks</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>One example a line; the span stands in [brackets].</source>
   <translation>Ein Beispiel je Zeile; die Spanne steht in [Klammern].</translation>
  </message>
  <message>
   <source>Parent</source>
   <translation>Obergruppe</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>“Rename…” changes the name in the whole project.</source>
   <translation>„Umbenennen…“ ändert den Namen im ganzen Projekt.</translation>
  </message>
 </context>
 <context>
  <name>LabelSearch</name>
  <message>
   <source>Label by name</source>
   <translation>Label nach Namen</translation>
  </message>
  <message>
   <source>No guideline is written for this label.</source>
   <translation>Für dieses Label ist keine Richtlinie geschrieben.</translation>
  </message>
  <message>
   <source>entity</source>
   <translation>Entität</translation>
  </message>
  <message>
   <source>event</source>
   <translation>Ereignis</translation>
  </message>
 </context>
 <context>
  <name>Labels</name>
  <message>
   <source>e.g. {examples}</source>
   <translation>z. B. {examples}</translation>
  </message>
  <message>
   <source>given to new spans</source>
   <translation>bekommen neue Spannen</translation>
  </message>
  <message>
   <source>suggestions hidden</source>
   <translation>Vorschläge ausgeblendet</translation>
  </message>
 </context>
 <context>
  <name>LabelsPanel</name>
  <message>
   <source>Give {label} to new spans</source>
   <translation>{label} an neue Spannen geben</translation>
  </message>
  <message>
   <source>Hide suggestions of {label}</source>
   <translation>Vorschläge mit {label} ausblenden</translation>
  </message>
  <message>
   <source>Show suggestions of {label}</source>
   <translation>Vorschläge mit {label} zeigen</translation>
  </message>
 </context>
 <context>
  <name>Layer</name>
  <message>
   <source>Entities</source>
   <translation>Entitäten</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
 </context>
 <context>
  <name>LayerSwitch</name>
  <message>
   <source>Entities</source>
   <translation>Entitäten</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
 </context>
 <context>
  <name>LearningCurvePlot</name>
  <message>
   <source>articles to learn from</source>
   <translation>Artikel zum Lernen</translation>
  </message>
  <message>
   <source>dev articles</source>
   <translation>Dev-Artikel</translation>
  </message>
  <message>
   <source>test articles</source>
   <translation>Testartikel</translation>
  </message>
  <message>
   <source>{side}: F1 {f1} with {share} % of the data, {articles}</source>
   <translation>{side}: F1 {f1} mit {share} % der Daten, {articles}</translation>
  </message>
 </context>
 <context>
  <name>LongStepDialog</name>
  <message>
   <source>How far it is</source>
   <translation>Wie weit es ist</translation>
  </message>
  <message>
   <source>It is in every article or in none, whatever happens meanwhile.</source>
   <translation>Er steht in jedem Artikel oder in keinem, was auch immer inzwischen geschieht.</translation>
  </message>
  <message>
   <source>Taking a step back</source>
   <translation>Ein Schritt wird zurückgenommen</translation>
  </message>
  <message>
   <source>Writing a step</source>
   <translation>Ein Schritt wird geschrieben</translation>
  </message>
  <message>
   <source>{done} of {total} articles</source>
   <translation>{done} von {total} Artikeln</translation>
  </message>
 </context>
 <context>
  <name>LostFile</name>
  <message>
   <source>Everything is in {path} now, and the work goes on there.</source>
   <translation>Alles ist jetzt in {path}, und dort geht die Arbeit weiter.</translation>
  </message>
  <message>
   <source>Save in a new file…</source>
   <translation>In neuer Datei speichern…</translation>
  </message>
  <message>
   <source>Until then no backup of it can be made.</source>
   <translation>Bis dahin kann keine Sicherung davon angelegt werden.</translation>
  </message>
  <message>
   <source>{path} was deleted, moved or replaced while it was open. Nothing is lost yet: everything is still in this window. Save it in a new file before you close, or put the file back.</source>
   <translation>{path} wurde gelöscht, verschoben oder ersetzt, während das Projekt offen war. Noch ist nichts verloren: Alles ist noch in diesem Fenster. Speichern Sie es in einer neuen Datei, bevor Sie schließen, oder legen Sie die Datei zurück.</translation>
  </message>
 </context>
 <context>
  <name>LostFileDialog</name>
  <message>
   <source>Another file lies at {path} now, and it is left alone. All articles, corrections and the whole history of the project that is open are still here, and can be written to another place.</source>
   <translation>An {path} liegt jetzt eine andere Datei, und sie bleibt unberührt. Alle Artikel, Korrekturen und der ganze Verlauf des offenen Projekts sind noch hier und können an einem anderen Ort gespeichert werden.</translation>
  </message>
  <message>
   <source>Close and lose it</source>
   <translation>Schließen und verlieren</translation>
  </message>
  <message>
   <source>Save elsewhere…</source>
   <translation>Anderswo speichern…</translation>
  </message>
  <message>
   <source>Save in the old place</source>
   <translation>Am alten Ort speichern</translation>
  </message>
  <message>
   <source>Save the project</source>
   <translation>Projekt speichern</translation>
  </message>
  <message>
   <source>Stay</source>
   <translation>Bleiben</translation>
  </message>
  <message>
   <source>The project file is gone</source>
   <translation>Die Projektdatei ist weg</translation>
  </message>
  <message>
   <source>{name} is not in its place any more</source>
   <translation>{name} ist nicht mehr an seinem Ort</translation>
  </message>
  <message>
   <source>{path} is there already. Choose another name.</source>
   <translation>{path} ist schon da. Wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>{path} was deleted or moved while it was open. All articles, corrections and the whole history are still here, and can be written to the old place or to another.</source>
   <translation>{path} wurde gelöscht oder verschoben, während das Projekt offen war. Alle Artikel, Korrekturen und der ganze Verlauf sind noch hier und können am alten oder an einem anderen Ort gespeichert werden.</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>&amp;Entity label</source>
   <translation>&amp;Entitäts-Label</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>Annehmen</translation>
  </message>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Drop to import</source>
   <translation>Zum Importieren ablegen</translation>
  </message>
  <message>
   <source>E&amp;vent label</source>
   <translation>E&amp;reignis-Label</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Focus</source>
   <translation>Fokus</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>No recent projects</source>
   <translation>Keine zuletzt geöffneten Projekte</translation>
  </message>
  <message>
   <source>Open &amp;recent</source>
   <translation>Zuletzt &amp;geöffnet</translation>
  </message>
  <message>
   <source>Reject</source>
   <translation>Ablehnen</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>Überspringen</translation>
  </message>
  <message>
   <source>Spans</source>
   <translation>Spannen</translation>
  </message>
 </context>
 <context>
  <name>Menus</name>
  <message>
   <source>&amp;Article</source>
   <translation>&amp;Artikel</translation>
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation>&amp;Bearbeiten</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <source>&amp;Span</source>
   <translation>&amp;Spanne</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>A&amp;nsicht</translation>
  </message>
  <message>
   <source>Caret</source>
   <translation>Schreibmarke</translation>
  </message>
  <message>
   <source>Eve&amp;nt</source>
   <translation>E&amp;reignis</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>S&amp;uggest</source>
   <translation>&amp;Vorschläge</translation>
  </message>
  <message>
   <source>While an event is open</source>
   <translation>Solange ein Ereignis offen ist</translation>
  </message>
 </context>
 <context>
  <name>Messages</name>
  <message>
   <source> at {key}</source>
   <translation> bei {key}</translation>
  </message>
  <message>
   <source> on article {id}</source>
   <translation> bei Artikel {id}</translation>
  </message>
  <message>
   <source>, by {holder}</source>
   <translation>, durch {holder}</translation>
  </message>
  <message>
   <source>, line {line}</source>
   <translation>, Zeile {line}</translation>
  </message>
  <message>
   <source>1 article is not finished. For `ner`, what is not marked in it is unknown; the span categorizer knows no unknown, and learns from its marked paragraphs only.</source>
   <translation>1 Artikel ist nicht fertig. Für `ner` ist unbekannt, was in ihm nicht markiert ist; der Span Categorizer kennt kein Unbekannt und lernt nur aus seinen markierten Absätzen.</translation>
  </message>
  <message>
   <source>1 article that is not done has paragraphs that are marked complete. It goes in when unfinished articles do.</source>
   <translation>1 unfertiger Artikel hat Absätze, die als vollständig markiert sind. Er geht mit, wenn unfertige Artikel mitgehen.</translation>
  </message>
  <message>
   <source>1 article was put on another side than its place gave, so that train and dev are not empty. It stays there.</source>
   <translation>1 Artikel kam auf eine andere Seite, als sein Platz ergab, damit Train und Dev nicht leer sind. Er bleibt dort.</translation>
  </message>
  <message>
   <source>1 article was put on the train side, which would be empty without it. It stays there.</source>
   <translation>1 Artikel kam auf die Seite Train, die ohne ihn leer wäre. Er bleibt dort.</translation>
  </message>
  <message>
   <source>1 entity lies on a longer one, which doc.ents cannot hold. It goes to doc.spans[“{group}”] and doc.spans[“{key}”]; ner does not learn it.</source>
   <translation>1 Entität liegt auf einer längeren, was doc.ents nicht halten kann. Sie geht in doc.spans[„{group}“] und doc.spans[„{key}“]; ner lernt sie nicht.</translation>
  </message>
  <message>
   <source>1 entity lies on a longer one, which doc.ents cannot hold. It goes to doc.spans[“{group}”]; ner does not learn it.</source>
   <translation>1 Entität liegt auf einer längeren, was doc.ents nicht halten kann. Sie geht in doc.spans[„{group}“]; ner lernt sie nicht.</translation>
  </message>
  <message>
   <source>1 entity overlaps a longer one. It is in the span group {group}, and `ner` does not learn it.</source>
   <translation>1 Entität überlappt eine längere. Sie ist in der Spannengruppe {group}, und `ner` lernt sie nicht.</translation>
  </message>
  <message>
   <source>1 label has {threshold} training spans or fewer, which spaCy calls too few: {labels}.</source>
   <translation>1 Label hat höchstens {threshold} Trainingsspannen, was spaCy zu wenige nennt: {labels}.</translation>
  </message>
  <message>
   <source>1 label is on the dev or test side and never in training: {labels}.</source>
   <translation>1 Label ist auf der Dev- oder Testseite und nie im Training: {labels}.</translation>
  </message>
  <message>
   <source>1 pair of articles on different sides is nearly the same text: scores would be too good.</source>
   <translation>1 Paar von Artikeln auf verschiedenen Seiten ist fast derselbe Text: Die Werte wären zu gut.</translation>
  </message>
  <message>
   <source>1 pair of articles on one side is nearly the same text.</source>
   <translation>1 Paar von Artikeln auf einer Seite ist fast derselbe Text.</translation>
  </message>
  <message>
   <source>1 span begins or ends inside a token and would be left out. Snap it to tokens.</source>
   <translation>1 Spanne beginnt oder endet in einem Token und würde ausgelassen. Sie auf Tokens einrasten.</translation>
  </message>
  <message>
   <source>1 span begins or ends with punctuation.</source>
   <translation>1 Spanne beginnt oder endet mit einem Satzzeichen.</translation>
  </message>
  <message>
   <source>1 span begins or ends with white space, which spaCy calls invalid; it would be left out.</source>
   <translation>1 Spanne beginnt oder endet mit Leerraum, was spaCy ungültig nennt; sie würde ausgelassen.</translation>
  </message>
  <message>
   <source>1 span does not begin and end with tokens and is not in the export; see `unaligned`.</source>
   <translation>1 Spanne beginnt und endet nicht mit Tokens und ist nicht im Export; siehe `unaligned`.</translation>
  </message>
  <message>
   <source>1 span has no label or is not in its text and would be left out.</source>
   <translation>1 Spanne hat kein Label oder liegt nicht in ihrem Text und würde ausgelassen.</translation>
  </message>
  <message>
   <source>1 span lies outside of the complete regions of its unfinished article, and the span categorizer does not learn it: mark the paragraph complete once it is.</source>
   <translation>1 Spanne liegt außerhalb der vollständigen Bereiche ihres unfertigen Artikels, und der Span Categorizer lernt sie nicht: den Absatz als vollständig markieren, sobald er es ist.</translation>
  </message>
  <message>
   <source>1 string has more than one label.</source>
   <translation>1 Zeichenkette hat mehr als ein Label.</translation>
  </message>
  <message>
   <source>1 suggestion in a done article is undecided. It trains as no span: accept it if it is right.</source>
   <translation>1 Vorschlag in einem fertigen Artikel ist nicht entschieden. Beim Training gilt er als keine Spanne: Nehmen Sie ihn an, wenn er stimmt.</translation>
  </message>
  <message>
   <source>1 unfinished article has regions that are marked complete. There, what is not marked is known to be none; the span categorizer learns from {parts} stretches that are complete for all that it learns, and from nothing else of it.</source>
   <translation>1 unfertiger Artikel hat als vollständig markierte Bereiche. Dort ist bekannt, dass nichts ist, wo nichts markiert ist; der Span Categorizer lernt aus {parts} Strecken, die für alles vollständig sind, was er lernt, und aus nichts anderem von ihm.</translation>
  </message>
  <message>
   <source>1 unfinished article is on the dev or test side, where unmarked events count as wrong.</source>
   <translation>1 unfertiger Artikel ist auf der Dev- oder Testseite, wo nicht markierte Ereignisse als falsch zählen.</translation>
  </message>
  <message>
   <source>A list needs a name. Give it one.</source>
   <translation>Eine Liste braucht einen Namen. Bitte einen vergeben.</translation>
  </message>
  <message>
   <source>A relation does not begin at an event: what takes part in an event fills a role of it. Open the event and fill a role, or begin the relation at the other span.</source>
   <translation>Eine Beziehung beginnt nicht bei einem Ereignis: Was an einem Ereignis teilnimmt, füllt eine Rolle darin. Öffnen Sie das Ereignis und füllen Sie eine Rolle, oder beginnen Sie die Beziehung bei der anderen Spanne.</translation>
  </message>
  <message>
   <source>A span from {start} to {end} does not lie in the text, whose length is {length}. Select a stretch of the text.</source>
   <translation>Eine Spanne von {start} bis {end} liegt nicht im Text, dessen Länge {length} ist. Ein Stück des Textes auswählen.</translation>
  </message>
  <message>
   <source>A synchronising tool has kept another version of this project beside it: {names}. Each has steps that the other lacks; open both and compare before you go on.</source>
   <translation>Ein Synchronisierungswerkzeug hat eine andere Fassung dieses Projekts daneben abgelegt: {names}. Jede hat Schritte, die der anderen fehlen; beide öffnen und vergleichen, bevor es weitergeht.</translation>
  </message>
  <message>
   <source>An entity and an event cannot name the same. Link entities with entities and events with events.</source>
   <translation>Eine Entität und ein Ereignis können nicht dasselbe nennen. Verbinden Sie Entitäten mit Entitäten und Ereignisse mit Ereignissen.</translation>
  </message>
  <message>
   <source>An entry needs words to look for. Write them, or remove the line.</source>
   <translation>Ein Eintrag braucht zu suchende Wörter. Sie schreiben, oder die Zeile entfernen.</translation>
  </message>
  <message>
   <source>Choose what is to be trained: ner, spancat or both.</source>
   <translation>Wählen, was trainiert werden soll: ner, spancat oder beides.</translation>
  </message>
  <message>
   <source>Every label in use has more than {threshold} training spans.</source>
   <translation>Jedes verwendete Label hat mehr als {threshold} Trainingsspannen.</translation>
  </message>
  <message>
   <source>Every span begins and ends with tokens.</source>
   <translation>Jede Spanne beginnt und endet mit Tokens.</translation>
  </message>
  <message>
   <source>Every string has one label wherever it is marked.</source>
   <translation>Jede Zeichenkette hat überall, wo sie markiert ist, ein Label.</translation>
  </message>
  <message>
   <source>F1 {now} with {articles} articles. If the curve goes on so, twice as many would bring it to about {doubled} ({low} to {high}).</source>
   <translation>F1 {now} mit {articles} Artikeln. Wenn die Kurve so weitergeht, brächten doppelt so viele es auf etwa {doubled} ({low} bis {high}).</translation>
  </message>
  <message>
   <source>F1 {now} with {articles} articles. If the curve goes on so, twice as many would bring it to about {doubled} ({low} to {high}); one point more takes about {more} further articles.</source>
   <translation>F1 {now} mit {articles} Artikeln. Wenn die Kurve so weitergeht, brächten doppelt so viele es auf etwa {doubled} ({low} bis {high}); ein Punkt mehr braucht etwa {more} weitere Artikel.</translation>
  </message>
  <message>
   <source>F1 {now} with {articles} articles. The curve is flat: more articles of the same kind would bring little ({low} to {high} with {double}). Look at the labels and at what is confused.</source>
   <translation>F1 {now} mit {articles} Artikeln. Die Kurve ist flach: Mehr Artikel derselben Art brächten wenig ({low} bis {high} mit {double}). Die Labels ansehen, und was verwechselt wird.</translation>
  </message>
  <message>
   <source>Labels of the schema without a span: {labels}.</source>
   <translation>Labels des Schemas ohne Spanne: {labels}.</translation>
  </message>
  <message>
   <source>No article is marked done, so there is nothing to export. Finish an article first, or include unfinished ones.</source>
   <translation>Kein Artikel ist als fertig markiert, also gibt es nichts zu exportieren. Zuerst einen Artikel abschließen, oder unfertige einbeziehen.</translation>
  </message>
  <message>
   <source>No article is marked done, so there is nothing to export. Finish one first.</source>
   <translation>Kein Artikel ist als fertig markiert, also gibt es nichts zu exportieren. Zuerst einen abschließen.</translation>
  </message>
  <message>
   <source>No article is on the test side yet.</source>
   <translation>Noch ist kein Artikel auf der Testseite.</translation>
  </message>
  <message>
   <source>No article of {source} is marked done, so there is no gold to compare with. Finish some articles first.</source>
   <translation>Kein Artikel von {source} ist als fertig markiert, also gibt es kein Gold zum Vergleichen. Zuerst einige Artikel abschließen.</translation>
  </message>
  <message>
   <source>No article was found in the page {source}. Paste its text instead.</source>
   <translation>Auf der Seite {source} wurde kein Artikel gefunden. Stattdessen ihren Text einfügen.</translation>
  </message>
  <message>
   <source>No done article of {source} has an event frame, so there are no roles to compare with. Fill the roles of some events, and mark their articles done.</source>
   <translation>Kein fertiger Artikel von {source} hat ein Ereignis mit Rollen, also gibt es keine Rollen zum Vergleichen. Füllen Sie die Rollen einiger Ereignisse, und markieren Sie ihre Artikel als fertig.</translation>
  </message>
  <message>
   <source>No entity lies on another: doc.ents holds them all.</source>
   <translation>Keine Entität liegt auf einer anderen: doc.ents hält alle.</translation>
  </message>
  <message>
   <source>No span begins or ends with white space or punctuation.</source>
   <translation>Keine Spanne beginnt oder endet mit Leerraum oder Satzzeichen.</translation>
  </message>
  <message>
   <source>No training article has a span, so there is nothing to learn. Annotate first.</source>
   <translation>Kein Trainingsartikel hat eine Spanne, also gibt es nichts zu lernen. Zuerst annotieren.</translation>
  </message>
  <message>
   <source>No training article has these labels, though dev or test has: {labels}.</source>
   <translation>Kein Trainingsartikel hat diese Labels, Dev oder Test aber schon: {labels}.</translation>
  </message>
  <message>
   <source>No training article has {layer} spans, so config.cfg learns none.</source>
   <translation>Kein Trainingsartikel hat Spannen der Ebene {layer}, also lernt config.cfg keine.</translation>
  </message>
  <message>
   <source>No two articles are nearly the same text.</source>
   <translation>Keine zwei Artikel sind fast derselbe Text.</translation>
  </message>
  <message>
   <source>Nothing has been trained in this project yet. “spandesk train PROJECT” does it.</source>
   <translation>In diesem Projekt wurde noch nichts trainiert. „spandesk train PROJECT“ tut es.</translation>
  </message>
  <message>
   <source>Parquet files need pyarrow. Install it with “pip install spandesk[parquet]”, or export JSON Lines.</source>
   <translation>Parquet-Dateien brauchen pyarrow. Es mit „pip install spandesk[parquet]“ installieren, oder JSON Lines exportieren.</translation>
  </message>
  <message>
   <source>Something could not be done.</source>
   <translation>Etwas konnte nicht getan werden.</translation>
  </message>
  <message>
   <source>Spandesk was not closed the last time. Every correction that was shown as saved is here.</source>
   <translation>Spandesk wurde beim letzten Mal nicht geschlossen. Jede Korrektur, die als gespeichert gezeigt wurde, ist da.</translation>
  </message>
  <message>
   <source>Suggester sizes {shortest}–{size} reach {share} of the {count} gold spans. The export takes {shortest}–{longest} and reaches all.</source>
   <translation>Größen {shortest}–{size} erreichen {share} der {count} Gold-Spannen. Der Export nimmt {shortest}–{longest} und erreicht alle.</translation>
  </message>
  <message>
   <source>Suggester sizes {shortest}–{size} reach {share} of the {count} gold spans; spaCy's own 1–{default} {default_share}. The export takes {shortest}–{longest} and reaches all.</source>
   <translation>Größen {shortest}–{size} erreichen {share} der {count} Gold-Spannen; spaCys eigene 1–{default} {default_share}. Der Export nimmt {shortest}–{longest} und erreicht alle.</translation>
  </message>
  <message>
   <source>The article has changed in the meantime ({kind} {item_id}); the step was not made. Look at the article and make it again.</source>
   <translation>Der Artikel hat sich inzwischen geändert ({kind} {item_id}); der Schritt wurde nicht gemacht. Den Artikel ansehen und den Schritt noch einmal machen.</translation>
  </message>
  <message>
   <source>The article “{title}” is removed, so nothing is done to it. Bring it back first: choose Article, Bring this article back, or spandesk remove PROJECT {typed_id} --bring-back.</source>
   <translation>Der Artikel „{title}“ ist entfernt, deshalb geschieht nichts mit ihm. Holen Sie ihn zuerst zurück: Artikel, Diesen Artikel zurückholen, oder spandesk remove PROJECT {typed_id} --bring-back.</translation>
  </message>
  <message>
   <source>The articles to train on have no spans for {names}, so there is nothing to learn. Annotate some, or choose another component.</source>
   <translation>Die Artikel zum Trainieren haben keine Spannen für {names}, also gibt es nichts zu lernen. Einige annotieren, oder eine andere Komponente wählen.</translation>
  </message>
  <message>
   <source>The background job {job} failed ({detail}). The project is whole; please report this with the log.</source>
   <translation>Der Hintergrundauftrag {job} ist gescheitert ({detail}). Das Projekt ist heil; bitte dies mit dem Protokoll melden.</translation>
  </message>
  <message>
   <source>The background job {job} needs more memory than it may have. The project is whole; do it in smaller parts.</source>
   <translation>Der Hintergrundauftrag {job} braucht mehr Speicher, als er haben darf. Das Projekt ist heil; es in kleineren Teilen tun.</translation>
  </message>
  <message>
   <source>The background job {job} stopped ({reason}). The project is whole; try it again.</source>
   <translation>Der Hintergrundauftrag {job} ist stehen geblieben ({reason}). Das Projekt ist heil; es noch einmal versuchen.</translation>
  </message>
  <message>
   <source>The background job {job} took too long and was stopped. The project is whole.</source>
   <translation>Der Hintergrundauftrag {job} dauerte zu lange und wurde angehalten. Das Projekt ist heil.</translation>
  </message>
  <message>
   <source>The chosen articles have no spans, so there is nothing to learn. Annotate first.</source>
   <translation>Die gewählten Artikel haben keine Spannen, also gibt es nichts zu lernen. Zuerst annotieren.</translation>
  </message>
  <message>
   <source>The encoding of {source} is not clear. Save it as UTF-8 and import it again.</source>
   <translation>Die Kodierung von {source} ist nicht klar. Die Datei als UTF-8 speichern und noch einmal importieren.</translation>
  </message>
  <message>
   <source>The entry “{text}” cannot be used ({reason}).</source>
   <translation>Der Eintrag „{text}“ ist nicht verwendbar ({reason}).</translation>
  </message>
  <message>
   <source>The entry “{text}” has no label. Give it one.</source>
   <translation>Der Eintrag „{text}“ hat kein Label. Ihm eines geben.</translation>
  </message>
  <message>
   <source>The entry “{text}” holds a character that no article has. Write it anew.</source>
   <translation>Der Eintrag „{text}“ enthält ein Zeichen, das kein Artikel hat. Ihn neu schreiben.</translation>
  </message>
  <message>
   <source>The entry “{text}…” is longer than {limit} characters. Shorten it.</source>
   <translation>Der Eintrag „{text}…“ ist länger als {limit} Zeichen. Ihn kürzen.</translation>
  </message>
  <message>
   <source>The export to {path} was not written ({detail}). Check the disk it lies on.</source>
   <translation>Der Export nach {path} wurde nicht geschrieben ({detail}). Die Platte prüfen, auf der er liegt.</translation>
  </message>
  <message>
   <source>The export to {path} was not written ({reason}). What was there before is unharmed.</source>
   <translation>Der Export nach {path} wurde nicht geschrieben ({reason}). Was vorher dort war, ist unversehrt.</translation>
  </message>
  <message>
   <source>The export was not written: in {path}, article {article_id} did not come back as it is in the project. Please report this as a defect.</source>
   <translation>Der Export wurde nicht geschrieben: in {path} kam Artikel {article_id} nicht so zurück, wie er im Projekt ist. Bitte dies als Fehler melden.</translation>
  </message>
  <message>
   <source>The label schema {source} is wrong at {key}: {reason}. Mend the file and try again.</source>
   <translation>Das Label-Schema {source} ist falsch bei {key}: {reason}. Die Datei richtigstellen und es noch einmal versuchen.</translation>
  </message>
  <message>
   <source>The label {label} of “{text}” is in no layer of the schema, or in both. Say entity or event in a column “layer”, or take a label of the schema.</source>
   <translation>Das Label {label} von „{text}“ ist in keiner Ebene des Schemas, oder in beiden. In einer Spalte „layer“ entity oder event angeben, oder ein Label des Schemas nehmen.</translation>
  </message>
  <message>
   <source>The list “{title}” cannot be used ({reason}).</source>
   <translation>Die Liste „{title}“ ist nicht verwendbar ({reason}).</translation>
  </message>
  <message>
   <source>The log beside the project was cut or taken away. Saved corrections that are missing: the last {count}. A backup may have them (File, Backups).</source>
   <translation>Das Protokoll neben dem Projekt wurde abgeschnitten oder weggenommen. Gespeicherte Korrekturen, die fehlen: die letzten {count}. Eine Sicherung hat sie vielleicht („Datei“, „Sicherungen“).</translation>
  </message>
  <message>
   <source>The longest span has {longest} tokens. Sizes up to {size} would reach {share:.1%} of the spans and train faster: lower max_size in config.cfg.</source>
   <translation>Die längste Spanne hat {longest} Tokens. Größen bis {size} würden {share:.1%} der Spannen erreichen und schneller trainieren: max_size in config.cfg senken.</translation>
  </message>
  <message>
   <source>The package was not made ({detail}).</source>
   <translation>Das Paket wurde nicht gemacht ({detail}).</translation>
  </message>
  <message>
   <source>The process of the background job {job} ended ({detail}). The project is whole; try it again.</source>
   <translation>Der Prozess des Hintergrundauftrags {job} endete ({detail}). Das Projekt ist heil; es noch einmal versuchen.</translation>
  </message>
  <message>
   <source>The project asks for the pipeline {suggester}, which you have not allowed to run, or which has changed since. Choose Suggest, Suggesters… to look at it.</source>
   <translation>Das Projekt verlangt die Pipeline {suggester}, die nicht erlaubt ist oder sich seither geändert hat. „Vorschläge“, „Vorschlagsgeber…“ wählen, um sie anzusehen.</translation>
  </message>
  <message>
   <source>The project file was replaced by another while steps of the old one lay beside it. They were not mixed: the steps are kept in {log}; this is the file as it was put here.</source>
   <translation>Die Projektdatei wurde durch eine andere ersetzt, während Schritte der alten daneben lagen. Sie wurden nicht vermischt: die Schritte liegen in {log}; dies ist die Datei, wie sie hierher gelegt wurde.</translation>
  </message>
  <message>
   <source>The run {name} has left no pipeline in {path}, so it cannot be gone on with. Train afresh.</source>
   <translation>Der Lauf {name} hat keine Pipeline in {path} hinterlassen, also lässt er sich nicht fortsetzen. Neu trainieren.</translation>
  </message>
  <message>
   <source>The schema cannot be changed so: {reason} ({key}). Nothing was changed. Choose another name, or look it up in the schema.</source>
   <translation>Das Schema kann so nicht geändert werden: {reason} ({key}). Nichts wurde geändert. Wählen Sie einen anderen Namen, oder sehen Sie im Schema nach.</translation>
  </message>
  <message>
   <source>The schema has no {layer} label {label}, which “{text}” asks for. Add it to the schema, or give the entry another label.</source>
   <translation>Das Schema hat kein Label {label} ({layer}), das „{text}“ verlangt. Es dem Schema hinzufügen, oder dem Eintrag ein anderes Label geben.</translation>
  </message>
  <message>
   <source>The schema has no {layer} label {label}. Add it to the schema, or choose another label.</source>
   <translation>Das Schema hat kein Label {label} ({layer}). Es dem Schema hinzufügen, oder ein anderes Label wählen.</translation>
  </message>
  <message>
   <source>The score {found} of “{text}” is not above 0 and up to 1. Write 0.9, for example.</source>
   <translation>Der Score {found} von „{text}“ liegt nicht über 0 und bis 1. Zum Beispiel 0.9 schreiben.</translation>
  </message>
  <message>
   <source>The settings file {path} is wrong{at_key} ({reason}). Mend it, or delete it to start afresh.</source>
   <translation>Die Einstellungsdatei {path} ist falsch{at_key} ({reason}). Sie richtigstellen, oder löschen, um neu anzufangen.</translation>
  </message>
  <message>
   <source>The shares of train, dev and test must add up to 100, with some to train on.</source>
   <translation>Die Anteile von Train, Dev und Test müssen zusammen 100 ergeben, mit einigen zum Trainieren.</translation>
  </message>
  <message>
   <source>The span {start} to {end} cannot be.</source>
   <translation>Die Spanne {start} bis {end} ist unmöglich.</translation>
  </message>
  <message>
   <source>The span {start} to {end} reads “{found}” where “{expected}” was stored. Run “spandesk check” on the project.</source>
   <translation>Die Spanne {start} bis {end} lautet „{found}“, wo „{expected}“ gespeichert war. „spandesk check“ auf das Projekt anwenden.</translation>
  </message>
  <message>
   <source>The suggester {suggester} asked for more memory than it may have{on_article}. The others went on; nothing of yours is touched.</source>
   <translation>Der Vorschlagsgeber {suggester} verlangte mehr Speicher, als er haben darf{on_article}. Die anderen liefen weiter; nichts Eigenes ist berührt.</translation>
  </message>
  <message>
   <source>The suggester {suggester} broke its process again and again and is left out. Switch it off, or restart the suggesters from the Suggest menu.</source>
   <translation>Der Vorschlagsgeber {suggester} hat seinen Prozess immer wieder zum Absturz gebracht und wird ausgelassen. Ihn abschalten, oder die Vorschlagsgeber über das Menü „Vorschläge“ neu starten.</translation>
  </message>
  <message>
   <source>The suggester {suggester} broke its process{on_article} ({detail}). The others went on; nothing of yours is touched.</source>
   <translation>Der Vorschlagsgeber {suggester} hat seinen Prozess zum Absturz gebracht{on_article} ({detail}). Die anderen liefen weiter; nichts Eigenes ist berührt.</translation>
  </message>
  <message>
   <source>The suggester {suggester} cannot do its work ({reason}). Mend that, or work without it.</source>
   <translation>Der Vorschlagsgeber {suggester} kann seine Arbeit nicht tun ({reason}). Beheben Sie das, oder arbeiten Sie ohne ihn.</translation>
  </message>
  <message>
   <source>The suggester {suggester} does not load ({reason}). The others go on. Reinstall it, or switch it off.</source>
   <translation>Der Vorschlagsgeber {suggester} lässt sich nicht laden ({reason}). Die anderen laufen weiter. Ihn neu installieren, oder abschalten.</translation>
  </message>
  <message>
   <source>The suggester {suggester} failed on article {article_id} ({reason}). The others went on; nothing of yours is touched.</source>
   <translation>Der Vorschlagsgeber {suggester} ist an Artikel {article_id} gescheitert ({reason}). Die anderen liefen weiter; nichts Eigenes ist berührt.</translation>
  </message>
  <message>
   <source>The suggester {suggester} failed{on_article} ({detail}). The others went on; nothing of yours is touched.</source>
   <translation>Der Vorschlagsgeber {suggester} ist gescheitert{on_article} ({detail}). Die anderen liefen weiter; nichts Eigenes ist berührt.</translation>
  </message>
  <message>
   <source>The suggester {suggester} took too long{on_article} and was stopped. The others went on; nothing of yours is touched.</source>
   <translation>Der Vorschlagsgeber {suggester} brauchte zu lange{on_article} und wurde angehalten. Die anderen liefen weiter; nichts Eigenes ist berührt.</translation>
  </message>
  <message>
   <source>The text of “{article}” was changed from outside, so its spans may not lie on their words. Nothing was touched. Align its spans, or check the project ({path}): a repaired copy finds each span again or takes the text from a backup.</source>
   <translation>Der Text von „{article}“ wurde von außen geändert, seine Spannen liegen also vielleicht nicht mehr auf ihren Wörtern. Nichts wurde angerührt. Richten Sie seine Spannen aus, oder prüfen Sie das Projekt ({path}): Eine reparierte Kopie findet jede Spanne wieder oder nimmt den Text aus einer Sicherung.</translation>
  </message>
  <message>
   <source>The token pattern {text} asks for {found}, which own lists do not know. Use TEXT, LOWER, SHAPE, LENGTH, LIKE_NUM or IS_…; the guide lists them.</source>
   <translation>Das Tokenmuster {text} verlangt {found}, das eigene Listen nicht kennen. TEXT, LOWER, SHAPE, LENGTH, LIKE_NUM oder IS_… verwenden; die Anleitung listet sie auf.</translation>
  </message>
  <message>
   <source>The token pattern {text} has a {found}, and own lists take no such expressions. Write the words in a list behind IN.</source>
   <translation>Das Tokenmuster {text} hat ein {found}, und eigene Listen nehmen solche Ausdrücke nicht. Die Wörter in einer Liste hinter IN schreiben.</translation>
  </message>
  <message>
   <source>The token pattern {text} is not understood: {found}. Mend it as the guide describes.</source>
   <translation>Das Tokenmuster {text} ist unverständlich: {found}. Es richtigstellen, wie die Anleitung beschreibt.</translation>
  </message>
  <message>
   <source>The tokenizer is that of {language}; 1 article is in: {others}.</source>
   <translation>Der Tokenizer ist der von {language}; 1 Artikel ist in: {others}.</translation>
  </message>
  <message>
   <source>The tokenizer is that of {language}; {count} articles are in: {others}.</source>
   <translation>Der Tokenizer ist der von {language}; {count} Artikel sind in: {others}.</translation>
  </message>
  <message>
   <source>The tokenizer of this language has no rules that could travel with the export; training uses the language's own.</source>
   <translation>Der Tokenizer dieser Sprache hat keine Regeln, die mit dem Export reisen könnten; das Training verwendet den eigenen der Sprache.</translation>
  </message>
  <message>
   <source>The training articles have fewer than {minimum} paragraphs, so each sentence is one training example.</source>
   <translation>Die Trainingsartikel haben weniger als {minimum} Absätze, also ist jeder Satz ein Trainingsbeispiel.</translation>
  </message>
  <message>
   <source>The training cannot go on ({reason}).</source>
   <translation>Das Training kann nicht weitergehen ({reason}).</translation>
  </message>
  <message>
   <source>The worker process does not start ({reason}). You can annotate without suggestions; restart it from the Suggest menu.</source>
   <translation>Der Arbeitsprozess startet nicht ({reason}). Annotieren geht ohne Vorschläge; ihn über das Menü „Vorschläge“ neu starten.</translation>
  </message>
  <message>
   <source>There is a list “{title}” already. Choose another name.</source>
   <translation>Es gibt schon eine Liste „{title}“. Einen anderen Namen wählen.</translation>
  </message>
  <message>
   <source>There is no article for the dev side, so config.cfg scores on the training articles: the scores say nothing about new text. Finish another article.</source>
   <translation>Es gibt keinen Artikel für die Dev-Seite, also bewertet config.cfg auf den Trainingsartikeln: Die Werte sagen nichts über neuen Text. Einen weiteren Artikel abschließen.</translation>
  </message>
  <message>
   <source>There is no article {article_id} in this project. “spandesk articles PROJECT” lists those that there are, with their ids.</source>
   <translation>Es gibt keinen Artikel {article_id} in diesem Projekt. „spandesk articles PROJECT“ führt die vorhandenen mit ihren Kennungen auf.</translation>
  </message>
  <message>
   <source>There is no component {name} to train. Choose ner, spancat or both.</source>
   <translation>Es gibt keine Komponente {name} zu trainieren. ner, spancat oder beides wählen.</translation>
  </message>
  <message>
   <source>There is no format {path} to export. “spandesk formats” lists those that there are.</source>
   <translation>Es gibt kein Format {path} zum Exportieren. „spandesk formats“ listet die vorhandenen auf.</translation>
  </message>
  <message>
   <source>There is no list “{title}” in this project. “spandesk lists list” names those that there are.</source>
   <translation>Es gibt keine Liste „{title}“ in diesem Projekt. „spandesk lists list“ nennt die vorhandenen.</translation>
  </message>
  <message>
   <source>There is no project at {path}. Check the name, or make a new one.</source>
   <translation>Unter {path} ist kein Projekt. Den Namen prüfen, oder ein neues anlegen.</translation>
  </message>
  <message>
   <source>There is no room for the export at {path}. Free some, or choose another disk.</source>
   <translation>Für den Export nach {path} ist kein Platz. Platz schaffen, oder eine andere Platte wählen.</translation>
  </message>
  <message>
   <source>There is no room left on the disk of {path}. The last change was taken back and the project is whole. Free some space, then make the change again.</source>
   <translation>Auf der Platte von {path} ist kein Platz mehr. Die letzte Änderung wurde zurückgenommen, und das Projekt ist heil. Platz schaffen, dann die Änderung noch einmal machen.</translation>
  </message>
  <message>
   <source>There is no run {name} in this project. “spandesk train PROJECT --runs” lists them.</source>
   <translation>Es gibt keinen Lauf {name} in diesem Projekt. „spandesk train PROJECT --runs“ listet sie auf.</translation>
  </message>
  <message>
   <source>There is no suggester {suggester}. “spandesk suggesters” lists those that there are.</source>
   <translation>Es gibt keinen Vorschlagsgeber {suggester}. „spandesk suggesters“ listet die vorhandenen auf.</translation>
  </message>
  <message>
   <source>There is no trained pipeline in {path}. Give a run of the project, or a folder with a meta.json.</source>
   <translation>In {path} ist keine trainierte Pipeline. Einen Lauf des Projekts angeben, oder einen Ordner mit einer meta.json.</translation>
  </message>
  <message>
   <source>There is nothing to evaluate against in {source} ({reason}).</source>
   <translation>In {source} ist nichts, womit sich bewerten ließe ({reason}).</translation>
  </message>
  <message>
   <source>These labels are in both layers and cannot be told apart in the span group {group}: {labels}.</source>
   <translation>Diese Labels sind in beiden Ebenen und in der Spannengruppe {group} nicht zu unterscheiden: {labels}.</translation>
  </message>
  <message>
   <source>These labels have {threshold} training spans or fewer, which spaCy calls too few: {labels}.</source>
   <translation>Diese Labels haben höchstens {threshold} Trainingsspannen, was spaCy zu wenige nennt: {labels}.</translation>
  </message>
  <message>
   <source>Things that are wrong in this project, as the check found: {count}. File, Check project lists them and can write a repaired copy.</source>
   <translation>Was in diesem Projekt nicht stimmt, wie die Prüfung fand: {count}. „Datei“, „Projekt prüfen“ listet es auf und kann eine reparierte Kopie schreiben.</translation>
  </message>
  <message>
   <source>This file is older than the one that was open here before. Later steps that are not in it: {count}. If that is not what you want, a backup has them (File, Backups).</source>
   <translation>Diese Datei ist älter als die, die vorher hier offen war. Spätere Schritte, die darin fehlen: {count}. Wenn das nicht gewollt ist, hat eine Sicherung sie („Datei“, „Sicherungen“).</translation>
  </message>
  <message>
   <source>This file was changed elsewhere since it was open here. It is being checked.</source>
   <translation>Diese Datei wurde anderswo geändert, seit sie hier offen war. Sie wird gerade geprüft.</translation>
  </message>
  <message>
   <source>This project lies in a folder that {tool} synchronises. Close it before you open it on another machine, and let the tool finish first.</source>
   <translation>Dieses Projekt liegt in einem Ordner, den {tool} synchronisiert. Es schließen, bevor es auf einem anderen Rechner geöffnet wird, und das Werkzeug zuerst fertig werden lassen.</translation>
  </message>
  <message>
   <source>This project lies on a network drive ({kind}), where SQLite cannot keep its promises. Keep it on a disk of this machine, and open it in one place at a time.</source>
   <translation>Dieses Projekt liegt auf einem Netzlaufwerk ({kind}), wo SQLite seine Zusagen nicht halten kann. Es auf einer Platte dieses Rechners halten, und immer nur an einem Ort öffnen.</translation>
  </message>
  <message>
   <source>This stretch has the label {label} already. Choose another label or other boundaries.</source>
   <translation>Dieses Stück hat das Label {label} schon. Ein anderes Label oder andere Grenzen wählen.</translation>
  </message>
  <message>
   <source>Too few articles for an estimate: three shares of different size are needed.</source>
   <translation>Zu wenige Artikel für eine Schätzung: Es braucht drei verschieden große Anteile.</translation>
  </message>
  <message>
   <source>a byte-order mark was dropped</source>
   <translation>eine Bytereihenfolge-Marke wurde weggelassen</translation>
  </message>
  <message>
   <source>a span that is gone</source>
   <translation>eine Spanne, die fort ist</translation>
  </message>
  <message>
   <source>a step or a row cannot be read ({fields})</source>
   <translation>ein Schritt oder eine Zeile ist nicht zu lesen ({fields})</translation>
  </message>
  <message>
   <source>accepted {what}, suggested by {suggester}</source>
   <translation>{what} angenommen, vorgeschlagen von {suggester}</translation>
  </message>
  <message>
   <source>acronym</source>
   <translation>Abkürzung in Großbuchstaben</translation>
  </message>
  <message>
   <source>added the event “{trigger}”</source>
   <translation>Ereignis „{trigger}“ hinzugefügt</translation>
  </message>
  <message>
   <source>added the event “{trigger}” with {parts}</source>
   <translation>Ereignis „{trigger}“ mit {parts} hinzugefügt</translation>
  </message>
  <message>
   <source>added the relation {what}</source>
   <translation>Beziehung {what} hinzugefügt</translation>
  </message>
  <message>
   <source>added {new} to the schema</source>
   <translation>{new} ins Schema aufgenommen</translation>
  </message>
  <message>
   <source>added {parts} to the event “{trigger}”</source>
   <translation>{parts} dem Ereignis „{trigger}“ hinzugefügt</translation>
  </message>
  <message>
   <source>added {what}</source>
   <translation>{what} hinzugefügt</translation>
  </message>
  <message>
   <source>after opening</source>
   <translation>nach dem Öffnen</translation>
  </message>
  <message>
   <source>also put every span into this span group</source>
   <translation>auch jede Spanne in diese Spannengruppe legen</translation>
  </message>
  <message>
   <source>annotation set that is taken</source>
   <translation>Annotationssatz, der genommen wird</translation>
  </message>
  <message>
   <source>article {id}</source>
   <translation>Artikel {id}</translation>
  </message>
  <message>
   <source>article {id}, chain {other}</source>
   <translation>Artikel {id}, Kette {other}</translation>
  </message>
  <message>
   <source>article {id}, complete mark {stretch}</source>
   <translation>Artikel {id}, Vollständig-Marke {stretch}</translation>
  </message>
  <message>
   <source>article {id}, relation {other}</source>
   <translation>Artikel {id}, Beziehung {other}</translation>
  </message>
  <message>
   <source>article {id}, span {other}</source>
   <translation>Artikel {id}, Spanne {other}</translation>
  </message>
  <message>
   <source>article {id}, suggestion {other}</source>
   <translation>Artikel {id}, Vorschlag {other}</translation>
  </message>
  <message>
   <source>asked for</source>
   <translation>auf Wunsch</translation>
  </message>
  <message>
   <source>before another was put in place</source>
   <translation>bevor eine andere eingesetzt wurde</translation>
  </message>
  <message>
   <source>before it was brought up to date</source>
   <translation>bevor es auf den neuen Stand gebracht wurde</translation>
  </message>
  <message>
   <source>before many changes</source>
   <translation>vor vielen Änderungen</translation>
  </message>
  <message>
   <source>brought back</source>
   <translation>zurückgebracht</translation>
  </message>
  <message>
   <source>brought the article back as {state}</source>
   <translation>den Artikel zurückgeholt als {state}</translation>
  </message>
  <message>
   <source>buildings and places of politics</source>
   <translation>Gebäude und Orte der Politik</translation>
  </message>
  <message>
   <source>by hand</source>
   <translation>von Hand</translation>
  </message>
  <message>
   <source>called the article “{new}” instead of “{old}”</source>
   <translation>den Artikel „{new}“ genannt statt „{old}“</translation>
  </message>
  <message>
   <source>came along</source>
   <translation>mitgekommen</translation>
  </message>
  <message>
   <source>cardinal rule</source>
   <translation>Regel für Zahlen</translation>
  </message>
  <message>
   <source>cardinal rule: ratio</source>
   <translation>Regel für Zahlen: Verhältnis</translation>
  </message>
  <message>
   <source>cardinal rule: share</source>
   <translation>Regel für Zahlen: Anteil</translation>
  </message>
  <message>
   <source>changed the relation {old} to {what}</source>
   <translation>Beziehung {old} in {what} geändert</translation>
  </message>
  <message>
   <source>changed the schema</source>
   <translation>Schema geändert</translation>
  </message>
  <message>
   <source>changed who or what stands for {what}</source>
   <translation>geändert, wer oder was für {what} steht</translation>
  </message>
  <message>
   <source>changed who stands for the chain of {spans}</source>
   <translation>geändert, wer für die Kette aus {spans} steht</translation>
  </message>
  <message>
   <source>changed who stands for the event “{trigger}”</source>
   <translation>geändert, wer für das Ereignis „{trigger}“ steht</translation>
  </message>
  <message>
   <source>changed {old} in the schema</source>
   <translation>{old} im Schema geändert</translation>
  </message>
  <message>
   <source>changed {old} to {new}</source>
   <translation>{old} in {new} geändert</translation>
  </message>
  <message>
   <source>changed “{words}” from {old} to {new}</source>
   <translation>„{words}“ von {old} in {new} geändert</translation>
  </message>
  <message>
   <source>characters that cannot be stored, replaced by �: {value}</source>
   <translation>nicht speicherbare Zeichen, durch � ersetzt: {value}</translation>
  </message>
  <message>
   <source>cities</source>
   <translation>Städte</translation>
  </message>
  <message>
   <source>cleared {name} of the event “{trigger}”</source>
   <translation>{name} des Ereignisses „{trigger}“ geleert</translation>
  </message>
  <message>
   <source>column of the tags</source>
   <translation>Spalte der Tags</translation>
  </message>
  <message>
   <source>column of the tags, from 1; -1 is the last</source>
   <translation>Spalte der Tags, ab 1; -1 ist die letzte</translation>
  </message>
  <message>
   <source>column of the tokens, from 1</source>
   <translation>Spalte der Tokens, ab 1</translation>
  </message>
  <message>
   <source>command line</source>
   <translation>Kommandozeile</translation>
  </message>
  <message>
   <source>companies</source>
   <translation>Unternehmen</translation>
  </message>
  <message>
   <source>corrected {what}, suggested by {suggester}</source>
   <translation>{what} berichtigt, vorgeschlagen von {suggester}</translation>
  </message>
  <message>
   <source>corrected {what}, suggested by {suggester}, to {new}</source>
   <translation>{what}, vorgeschlagen von {suggester}, in {new} berichtigt</translation>
  </message>
  <message>
   <source>countries</source>
   <translation>Länder</translation>
  </message>
  <message>
   <source>countries, easily another name</source>
   <translation>Länder, leicht auch ein anderer Name</translation>
  </message>
  <message>
   <source>date rule</source>
   <translation>Regel für Daten</translation>
  </message>
  <message>
   <source>date rule: age</source>
   <translation>Regel für Daten: Alter</translation>
  </message>
  <message>
   <source>date rule: year</source>
   <translation>Regel für Daten: Jahr</translation>
  </message>
  <message>
   <source>dateline</source>
   <translation>Ortsmarke</translation>
  </message>
  <message>
   <source>designation</source>
   <translation>Typenbezeichnung</translation>
  </message>
  <message>
   <source>done</source>
   <translation>fertig</translation>
  </message>
  <message>
   <source>entity</source>
   <translation>Entität</translation>
  </message>
  <message>
   <source>event</source>
   <translation>Ereignis</translation>
  </message>
  <message>
   <source>event + year</source>
   <translation>Ereignis + Jahr</translation>
  </message>
  <message>
   <source>events with a name</source>
   <translation>Ereignisse mit Namen</translation>
  </message>
  <message>
   <source>file</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>first name alone</source>
   <translation>Vorname allein</translation>
  </message>
  <message>
   <source>first name of {words}</source>
   <translation>Vorname von {words}</translation>
  </message>
  <message>
   <source>first name: {words}</source>
   <translation>Vorname: {words}</translation>
  </message>
  <message>
   <source>gave the article the date “{new}” instead of “{old}”</source>
   <translation>dem Artikel das Datum „{new}“ gegeben statt „{old}“</translation>
  </message>
  <message>
   <source>gave the article the language “{new}” instead of “{old}”</source>
   <translation>dem Artikel die Sprache „{new}“ gegeben statt „{old}“</translation>
  </message>
  <message>
   <source>gave the article the source “{new}” instead of “{old}”</source>
   <translation>dem Artikel die Quelle „{new}“ gegeben statt „{old}“</translation>
  </message>
  <message>
   <source>gazetteer: {list} → {label}</source>
   <translation>Namensliste: {list} → {label}</translation>
  </message>
  <message>
   <source>governments and services</source>
   <translation>Regierungen und Dienste</translation>
  </message>
  <message>
   <source>head word: {words}</source>
   <translation>Kopfwort: {words}</translation>
  </message>
  <message>
   <source>heads of state and others</source>
   <translation>Staatsoberhäupter und andere</translation>
  </message>
  <message>
   <source>heads of state and others, full names</source>
   <translation>Staatsoberhäupter und andere, volle Namen</translation>
  </message>
  <message>
   <source>import</source>
   <translation>Import</translation>
  </message>
  <message>
   <source>in progress</source>
   <translation>in Arbeit</translation>
  </message>
  <message>
   <source>international organisations</source>
   <translation>internationale Organisationen</translation>
  </message>
  <message>
   <source>it begins at an event, which has a frame for that</source>
   <translation>sie beginnt an einem Ereignis, das dafür einen Frame hat</translation>
  </message>
  <message>
   <source>it cannot be read ({fields})</source>
   <translation>nicht zu lesen ({fields})</translation>
  </message>
  <message>
   <source>it ends outside the text of {number} characters</source>
   <translation>sie endet außerhalb des Texts von {number} Zeichen</translation>
  </message>
  <message>
   <source>it has {number} spans</source>
   <translation>Zahl ihrer Spannen: {number}</translation>
  </message>
  <message>
   <source>its span {other} is not there</source>
   <translation>seine Spanne {other} ist nicht da</translation>
  </message>
  <message>
   <source>its spans are those of another article</source>
   <translation>ihre Spannen sind die eines anderen Artikels</translation>
  </message>
  <message>
   <source>its steps do not lead to what is there ({fields})</source>
   <translation>seine Schritte führen nicht zu dem, was da ist ({fields})</translation>
  </message>
  <message>
   <source>its text is missing</source>
   <translation>sein Text fehlt</translation>
  </message>
  <message>
   <source>its text is not the one that was imported</source>
   <translation>sein Text ist nicht der, der importiert wurde</translation>
  </message>
  <message>
   <source>labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>language by its context</source>
   <translation>Sprache nach dem Zusammenhang</translation>
  </message>
  <message>
   <source>language of the tokenizer</source>
   <translation>Sprache des Tokenizers</translation>
  </message>
  <message>
   <source>languages</source>
   <translation>Sprachen</translation>
  </message>
  <message>
   <source>large cities</source>
   <translation>große Städte</translation>
  </message>
  <message>
   <source>laws and treaties</source>
   <translation>Gesetze und Verträge</translation>
  </message>
  <message>
   <source>left behind, because an article has no place for it: {value}</source>
   <translation>zurückgelassen, weil ein Artikel keinen Platz dafür hat: {value}</translation>
  </message>
  <message>
   <source>line ends made uniform: {value}</source>
   <translation>vereinheitlichte Zeilenenden: {value}</translation>
  </message>
  <message>
   <source>linked {new} with {spans}</source>
   <translation>{new} mit {spans} verbunden</translation>
  </message>
  <message>
   <source>linked {spans}</source>
   <translation>{spans} verbunden</translation>
  </message>
  <message>
   <source>many at once</source>
   <translation>viele auf einmal</translation>
  </message>
  <message>
   <source>marked the article as {state}</source>
   <translation>Artikel als {state} bezeichnet</translation>
  </message>
  <message>
   <source>marked “{words}” complete for {labels}</source>
   <translation>„{words}“ als vollständig für {labels} bezeichnet</translation>
  </message>
  <message>
   <source>media</source>
   <translation>Medien</translation>
  </message>
  <message>
   <source>money rule</source>
   <translation>Regel für Geld</translation>
  </message>
  <message>
   <source>moved the event “{trigger}” to “{new}”</source>
   <translation>Ereignis „{trigger}“ zu „{new}“ verschoben</translation>
  </message>
  <message>
   <source>my lexicon “{title}”: {words} → {label}</source>
   <translation>mein Lexikon „{title}“: {words} → {label}</translation>
  </message>
  <message>
   <source>my list “{title}”: {words} → {label}</source>
   <translation>meine Liste „{title}“: {words} → {label}</translation>
  </message>
  <message>
   <source>name + role: {words}</source>
   <translation>Name + Rolle: {words}</translation>
  </message>
  <message>
   <source>name + {words}</source>
   <translation>Name + {words}</translation>
  </message>
  <message>
   <source>name before a known surname: {words}</source>
   <translation>Name vor bekanntem Nachnamen: {words}</translation>
  </message>
  <message>
   <source>name in MISC that holds the tags</source>
   <translation>Name in MISC, der die Tags enthält</translation>
  </message>
  <message>
   <source>name with an initial</source>
   <translation>Name mit Initiale</translation>
  </message>
  <message>
   <source>named election</source>
   <translation>benannte Wahl</translation>
  </message>
  <message>
   <source>names of the tags by their numbers, parted by commas</source>
   <translation>Namen der Tags nach ihren Nummern, durch Kommas getrennt</translation>
  </message>
  <message>
   <source>nationalities</source>
   <translation>Nationalitäten</translation>
  </message>
  <message>
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message>
   <source>new form or old one</source>
   <translation>neue Form oder alte</translation>
  </message>
  <message>
   <source>news model {percent}</source>
   <translation>Nachrichtenmodell {percent}</translation>
  </message>
  <message>
   <source>no such {table}</source>
   <translation>es fehlt die Zeile in {table}</translation>
  </message>
  <message>
   <source>number + {words}</source>
   <translation>Zahl + {words}</translation>
  </message>
  <message>
   <source>opening word: {words}</source>
   <translation>Anfangswort: {words}</translation>
  </message>
  <message>
   <source>ordinal rule</source>
   <translation>Regel für Ordnungszahlen</translation>
  </message>
  <message>
   <source>pairs, lines of objects, or documents of version 2</source>
   <translation>Paare, Zeilen von Objekten oder Dokumente der Version 2</translation>
  </message>
  <message>
   <source>parted {gone} from {spans}</source>
   <translation>{gone} von {spans} getrennt</translation>
  </message>
  <message>
   <source>parted {spans}</source>
   <translation>{spans} getrennt</translation>
  </message>
  <message>
   <source>peoples</source>
   <translation>Völker</translation>
  </message>
  <message>
   <source>percent rule</source>
   <translation>Regel für Prozente</translation>
  </message>
  <message>
   <source>percentages of train, validation and test</source>
   <translation>Prozente von Train, Validation und Test</translation>
  </message>
  <message>
   <source>pipeline {title}: {key}</source>
   <translation>Pipeline {title}: {key}</translation>
  </message>
  <message>
   <source>pipeline {title}: {key}, precision {number}</source>
   <translation>Pipeline {title}: {key}, Präzision {number}</translation>
  </message>
  <message>
   <source>place + {words}</source>
   <translation>Ort + {words}</translation>
  </message>
  <message>
   <source>political camps</source>
   <translation>politische Lager</translation>
  </message>
  <message>
   <source>product + version</source>
   <translation>Produkt + Version</translation>
  </message>
  <message>
   <source>put the roles of the event “{trigger}” in another order</source>
   <translation>Rollen des Ereignisses „{trigger}“ anders geordnet</translation>
  </message>
  <message>
   <source>quantity rule</source>
   <translation>Regel für Mengen</translation>
  </message>
  <message>
   <source>quantity rule: weight</source>
   <translation>Regel für Mengen: Gewicht</translation>
  </message>
  <message>
   <source>read as {value}, which is a guess: look whether its letters are right</source>
   <translation>als {value} gelesen, was geraten ist: prüfen, ob die Buchstaben stimmen</translation>
  </message>
  <message>
   <source>redo</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>regions and continents</source>
   <translation>Regionen und Kontinente</translation>
  </message>
  <message>
   <source>rejected spans have no place in the format ({count})</source>
   <translation>abgelehnte Spannen haben keinen Platz im Format ({count})</translation>
  </message>
  <message>
   <source>rejected {what}, suggested by {suggester}</source>
   <translation>{what} abgelehnt, vorgeschlagen von {suggester}</translation>
  </message>
  <message>
   <source>religions</source>
   <translation>Religionen</translation>
  </message>
  <message>
   <source>removed</source>
   <translation>entfernt</translation>
  </message>
  <message>
   <source>removed the article</source>
   <translation>den Artikel entfernt</translation>
  </message>
  <message>
   <source>removed the event “{trigger}”</source>
   <translation>Ereignis „{trigger}“ entfernt</translation>
  </message>
  <message>
   <source>removed the event “{trigger}” with {parts}</source>
   <translation>Ereignis „{trigger}“ mit {parts} entfernt</translation>
  </message>
  <message>
   <source>removed the relation {what}</source>
   <translation>Beziehung {what} entfernt</translation>
  </message>
  <message>
   <source>removed {what}</source>
   <translation>{what} entfernt</translation>
  </message>
  <message>
   <source>removed {what}, which {suggester} had suggested</source>
   <translation>{what} entfernt, was {suggester} vorgeschlagen hatte</translation>
  </message>
  <message>
   <source>repair</source>
   <translation>Reparatur</translation>
  </message>
  <message>
   <source>replaced {old} in the schema by {new}</source>
   <translation>{old} im Schema durch {new} ersetzt</translation>
  </message>
  <message>
   <source>role + name: {words}</source>
   <translation>Rolle + Name: {words}</translation>
  </message>
  <message>
   <source>rows as JSON or Parquet</source>
   <translation>Zeilen als JSON oder Parquet</translation>
  </message>
  <message>
   <source>seats of government</source>
   <translation>Regierungssitze</translation>
  </message>
  <message>
   <source>set {name} of the event “{trigger}” to “{value}”</source>
   <translation>{name} des Ereignisses „{trigger}“ auf „{value}“ gesetzt</translation>
  </message>
  <message>
   <source>ship: {words}</source>
   <translation>Schiff: {words}</translation>
  </message>
  <message>
   <source>short for {words}</source>
   <translation>kurz für {words}</translation>
  </message>
  <message>
   <source>skipped</source>
   <translation>übersprungen</translation>
  </message>
  <message>
   <source>skipped {what}, suggested by {suggester}</source>
   <translation>{what} übersprungen, vorgeschlagen von {suggester}</translation>
  </message>
  <message>
   <source>software and devices</source>
   <translation>Programme und Geräte</translation>
  </message>
  <message>
   <source>spaCy stopped the training ({detail}). The project is whole. The data of the run is in {path}, where “python -m spacy debug data” says more.</source>
   <translation>spaCy hat das Training angehalten ({detail}). Das Projekt ist heil. Die Daten des Laufs sind in {path}, wo „python -m spacy debug data“ mehr sagt.</translation>
  </message>
  <message>
   <source>spacecraft</source>
   <translation>Raumfahrzeuge</translation>
  </message>
  <message>
   <source>spelt out: {words}</source>
   <translation>ausgeschrieben: {words}</translation>
  </message>
  <message>
   <source>state behind a town</source>
   <translation>Bundesstaat hinter einem Ort</translation>
  </message>
  <message>
   <source>states and provinces</source>
   <translation>Bundesstaaten und Provinzen</translation>
  </message>
  <message>
   <source>states of the USA</source>
   <translation>Bundesstaaten der USA</translation>
  </message>
  <message>
   <source>suggested with {score}</source>
   <translation>vorgeschlagen mit {score}</translation>
  </message>
  <message>
   <source>suggestions have no place in the format ({count}); accept first what is to be there</source>
   <translation>Vorschläge haben keinen Platz im Format ({count}); zuerst annehmen, was dort sein soll</translation>
  </message>
  <message>
   <source>surname of {words}</source>
   <translation>Nachname von {words}</translation>
  </message>
  <message>
   <source>tags to write</source>
   <translation>Tags, die geschrieben werden</translation>
  </message>
  <message>
   <source>that the article is {detail} has no place in the format</source>
   <translation>dass der Artikel {detail} ist, hat keinen Platz im Format</translation>
  </message>
  <message>
   <source>that {detail} name the same has no place there; the spans went on</source>
   <translation>dass {detail} dasselbe nennen, hat dort keinen Platz; die Spannen gingen weiter</translation>
  </message>
  <message>
   <source>the argument {detail} went with its span</source>
   <translation>das Argument {detail} ging mit seiner Spanne</translation>
  </message>
  <message>
   <source>the attribute {detail} has no place there, so it was left out</source>
   <translation>das Attribut {detail} hat dort keinen Platz und blieb weg</translation>
  </message>
  <message>
   <source>the date “{value}” was not understood and is kept with the article's data</source>
   <translation>das Datum „{value}“ wurde nicht verstanden und bleibt bei den Angaben des Artikels</translation>
  </message>
  <message>
   <source>the event {detail} with its arguments has no place there; its spans went on</source>
   <translation>das Ereignis {detail} mit seinen Argumenten hat dort keinen Platz; seine Spannen gingen weiter</translation>
  </message>
  <message>
   <source>the field {detail} has no place in Spandesk; it stays in the file</source>
   <translation>das Feld {detail} hat keinen Platz in Spandesk; es bleibt in der Datei</translation>
  </message>
  <message>
   <source>the form of spaCy's relation tutorial: triggers in doc.ents, roles in doc._.rel</source>
   <translation>die Form von spaCys Relation-Tutorial: Auslöser in doc.ents, Rollen in doc._.rel</translation>
  </message>
  <message>
   <source>the format cannot hold {detail}, so it was replaced</source>
   <translation>das Format kann {detail} nicht enthalten, also wurde es ersetzt</translation>
  </message>
  <message>
   <source>the format has no place for {detail}</source>
   <translation>das Format hat keinen Platz für {detail}</translation>
  </message>
  <message>
   <source>the id {value} is taken by another text, so it was given a new one</source>
   <translation>die Kennung {value} gehört schon einem anderen Text, also wurde eine neue vergeben</translation>
  </message>
  <message>
   <source>the label {detail} is about the whole text, for which Spandesk has no place; it stays in the file</source>
   <translation>das Label {detail} gilt dem ganzen Text, wofür Spandesk keinen Platz hat; es bleibt in der Datei</translation>
  </message>
  <message>
   <source>the note {detail} has no place in Spandesk; it stays in the file</source>
   <translation>die Anmerkung {detail} hat keinen Platz in Spandesk; sie bleibt in der Datei</translation>
  </message>
  <message>
   <source>the relation {detail} has no place there; its spans went on</source>
   <translation>die Beziehung {detail} hat dort keinen Platz; ihre Spannen gingen mit</translation>
  </message>
  <message>
   <source>the relation {detail} ties a span to itself, so it was left out; mend the file and import again if another span was meant</source>
   <translation>die Beziehung {detail} verbindet eine Spanne mit sich selbst und wurde weggelassen; war eine andere Spanne gemeint, bessern Sie die Datei aus und importieren Sie sie noch einmal</translation>
  </message>
  <message>
   <source>the same name as elsewhere: {words}</source>
   <translation>derselbe Name wie anderswo: {words}</translation>
  </message>
  <message>
   <source>the same name elsewhere</source>
   <translation>derselbe Name anderswo</translation>
  </message>
  <message>
   <source>the schema or a setting cannot be read ({fields})</source>
   <translation>das Schema oder eine Einstellung ist nicht zu lesen ({fields})</translation>
  </message>
  <message>
   <source>the span {detail} cannot lie in the text, so it was left out; mend its offsets and import again</source>
   <translation>die Spanne {detail} kann nicht im Text liegen, also wurde sie ausgelassen; ihre Offsets richtigstellen und noch einmal importieren</translation>
  </message>
  <message>
   <source>the span {detail} comes in pieces, so the whole stretch was taken; look whether that is meant</source>
   <translation>die Spanne {detail} kommt in Stücken, also wurde das Ganze genommen; prüfen, ob das gemeint ist</translation>
  </message>
  <message>
   <source>the span {detail} covers no character, so it was left out; nothing is to be done</source>
   <translation>die Spanne {detail} deckt kein Zeichen, also wurde sie ausgelassen; nichts ist zu tun</translation>
  </message>
  <message>
   <source>time rule</source>
   <translation>Regel für Zeiten</translation>
  </message>
  <message>
   <source>title + name: {words}</source>
   <translation>Titel + Name: {words}</translation>
  </message>
  <message>
   <source>took back that “{words}” is complete for {labels}</source>
   <translation>zurückgenommen, dass „{words}“ für {labels} vollständig ist</translation>
  </message>
  <message>
   <source>took back the decision on {what}, suggested by {suggester}</source>
   <translation>Entscheidung über {what} zurückgenommen, vorgeschlagen von {suggester}</translation>
  </message>
  <message>
   <source>took {old} out of the schema</source>
   <translation>{old} aus dem Schema genommen</translation>
  </message>
  <message>
   <source>took {parts} out of the event “{trigger}”</source>
   <translation>{parts} aus dem Ereignis „{trigger}“ genommen</translation>
  </message>
  <message>
   <source>trigger lexicon: {words} → {label}</source>
   <translation>Auslöser-Lexikon: {words} → {label}</translation>
  </message>
  <message>
   <source>two things have the id {detail}; nothing refers to it, so both went in</source>
   <translation>zwei Dinge haben die Kennung {detail}; nichts verweist darauf, also wurden beide aufgenommen</translation>
  </message>
  <message>
   <source>undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>universities</source>
   <translation>Universitäten</translation>
  </message>
  <message>
   <source>waters and mountains</source>
   <translation>Gewässer und Berge</translation>
  </message>
  <message>
   <source>weapons and vehicles</source>
   <translation>Waffen und Fahrzeuge</translation>
  </message>
  <message>
   <source>which regions are complete has no place in the format ({count})</source>
   <translation>welche Bereiche vollständig sind, hat keinen Platz im Format ({count})</translation>
  </message>
  <message>
   <source>while working</source>
   <translation>während der Arbeit</translation>
  </message>
  <message>
   <source>white space between tokens</source>
   <translation>Leerraum zwischen Tokens</translation>
  </message>
  <message>
   <source>whole tokens: {near}</source>
   <translation>ganze Tokens: {near}</translation>
  </message>
  <message>
   <source>whose annotations are taken</source>
   <translation>wessen Annotationen genommen werden</translation>
  </message>
  <message>
   <source>with the texts</source>
   <translation>mit den Texten</translation>
  </message>
  <message>
   <source>works</source>
   <translation>Werke</translation>
  </message>
  <message>
   <source>write tokens</source>
   <translation>Tokens schreiben</translation>
  </message>
  <message>
   <source>{count} arguments went with their spans:</source>
   <translation>{count} Argumente gingen mit ihren Spannen:</translation>
  </message>
  <message>
   <source>{count} articles are not finished. For `ner`, what is not marked in them is unknown; the span categorizer knows no unknown, and learns from their marked paragraphs only.</source>
   <translation>{count} Artikel sind nicht fertig. Für `ner` ist unbekannt, was in ihnen nicht markiert ist; der Span Categorizer kennt kein Unbekannt und lernt nur aus ihren markierten Absätzen.</translation>
  </message>
  <message>
   <source>{count} articles that are not done have paragraphs that are marked complete. They go in when unfinished articles do.</source>
   <translation>{count} unfertige Artikel haben Absätze, die als vollständig markiert sind. Sie gehen mit, wenn unfertige Artikel mitgehen.</translation>
  </message>
  <message>
   <source>{count} articles were put on another side than their place gave, so that train and dev are not empty. They stay there.</source>
   <translation>{count} Artikel kamen auf eine andere Seite, als ihr Platz ergab, damit Train und Dev nicht leer sind. Sie bleiben dort.</translation>
  </message>
  <message>
   <source>{count} articles were put on the train side, which would be empty without them. They stay there.</source>
   <translation>{count} Artikel kamen auf die Seite Train, die ohne sie leer wäre. Sie bleiben dort.</translation>
  </message>
  <message>
   <source>{count} attributes have no place in the format:</source>
   <translation>{count} Attribute haben keinen Platz im Format:</translation>
  </message>
  <message>
   <source>{count} chains have no place there; their spans went on:</source>
   <translation>{count} Ketten haben dort keinen Platz; ihre Spannen gingen weiter:</translation>
  </message>
  <message>
   <source>{count} characters were replaced, as the format cannot hold them:</source>
   <translation>{count} Zeichen wurden ersetzt, weil das Format sie nicht enthalten kann:</translation>
  </message>
  <message>
   <source>{count} complete regions have no place in the format:</source>
   <translation>{count} vollständige Bereiche haben keinen Platz im Format:</translation>
  </message>
  <message>
   <source>{count} entities lie on longer ones, which doc.ents cannot hold. They go to doc.spans[“{group}”] and doc.spans[“{key}”]; ner does not learn them.</source>
   <translation>{count} Entitäten liegen auf längeren, was doc.ents nicht halten kann. Sie gehen in doc.spans[„{group}“] und doc.spans[„{key}“]; ner lernt sie nicht.</translation>
  </message>
  <message>
   <source>{count} entities lie on longer ones, which doc.ents cannot hold. They go to doc.spans[“{group}”]; ner does not learn them.</source>
   <translation>{count} Entitäten liegen auf längeren, was doc.ents nicht halten kann. Sie gehen in doc.spans[„{group}“]; ner lernt sie nicht.</translation>
  </message>
  <message>
   <source>{count} entities overlap longer ones. They are in the span group {group}, and `ner` does not learn them.</source>
   <translation>{count} Entitäten überlappen längere. Sie sind in der Spannengruppe {group}, und `ner` lernt sie nicht.</translation>
  </message>
  <message>
   <source>{count} events with their arguments have no place there; their spans went on:</source>
   <translation>{count} Ereignisse mit ihren Argumenten haben dort keinen Platz; ihre Spannen gingen weiter:</translation>
  </message>
  <message>
   <source>{count} facts about articles have no place in the format:</source>
   <translation>{count} Angaben zu Artikeln haben keinen Platz im Format:</translation>
  </message>
  <message>
   <source>{count} fields have no place in Spandesk; they stay in the files:</source>
   <translation>{count} Felder haben keinen Platz in Spandesk; sie bleiben in den Dateien:</translation>
  </message>
  <message>
   <source>{count} ids belong to two things each; nothing refers to them, so all went in:</source>
   <translation>{count} Kennungen gehören je zwei Dingen; nichts verweist auf sie, also wurden alle aufgenommen:</translation>
  </message>
  <message>
   <source>{count} labels are about whole texts, for which Spandesk has no place; they stay in the files:</source>
   <translation>{count} Labels gelten ganzen Texten, wofür Spandesk keinen Platz hat; sie bleiben in den Dateien:</translation>
  </message>
  <message>
   <source>{count} labels are on the dev or test side and never in training: {labels}.</source>
   <translation>{count} Labels sind auf der Dev- oder Testseite und nie im Training: {labels}.</translation>
  </message>
  <message>
   <source>{count} labels have {threshold} training spans or fewer, which spaCy calls too few: {labels}.</source>
   <translation>{count} Labels haben höchstens {threshold} Trainingsspannen, was spaCy zu wenige nennt: {labels}.</translation>
  </message>
  <message>
   <source>{count} notes have no place in Spandesk; they stay in the files:</source>
   <translation>{count} Anmerkungen haben keinen Platz in Spandesk; sie bleiben in den Dateien:</translation>
  </message>
  <message>
   <source>{count} pairs of articles on different sides are nearly the same text: scores would be too good.</source>
   <translation>{count} Paare von Artikeln auf verschiedenen Seiten sind fast derselbe Text: Die Werte wären zu gut.</translation>
  </message>
  <message>
   <source>{count} pairs of articles on one side are nearly the same text.</source>
   <translation>{count} Paare von Artikeln auf einer Seite sind fast derselbe Text.</translation>
  </message>
  <message>
   <source>{count} rejected spans have no place in the format:</source>
   <translation>{count} abgelehnte Spannen haben keinen Platz im Format:</translation>
  </message>
  <message>
   <source>{count} relations have no place there; their spans went on:</source>
   <translation>{count} Beziehungen haben dort keinen Platz; ihre Spannen gingen weiter:</translation>
  </message>
  <message>
   <source>{count} relations tie a span to itself, so they were left out; mend the files and import again if other spans were meant:</source>
   <translation>{count} Beziehungen binden eine Spanne an sich selbst, also wurden sie ausgelassen; die Dateien richten und erneut importieren, falls andere Spannen gemeint waren:</translation>
  </message>
  <message>
   <source>{count} spans are events, which the format cannot hold:</source>
   <translation>{count} Spannen sind Ereignisse, die das Format nicht enthalten kann:</translation>
  </message>
  <message>
   <source>{count} spans are not on the text that their file says; their offsets were taken as they are, so look at the places:</source>
   <translation>{count} Spannen liegen nicht auf dem Text, den ihre Datei nennt; ihre Offsets wurden genommen, wie sie sind, also die Stellen ansehen:</translation>
  </message>
  <message>
   <source>{count} spans begin or end inside a token and would be left out. Snap them to tokens.</source>
   <translation>{count} Spannen beginnen oder enden in einem Token und würden ausgelassen. Sie auf Tokens einrasten.</translation>
  </message>
  <message>
   <source>{count} spans begin or end with punctuation.</source>
   <translation>{count} Spannen beginnen oder enden mit einem Satzzeichen.</translation>
  </message>
  <message>
   <source>{count} spans begin or end with white space, which spaCy calls invalid; they would be left out.</source>
   <translation>{count} Spannen beginnen oder enden mit Leerraum, was spaCy ungültig nennt; sie würden ausgelassen.</translation>
  </message>
  <message>
   <source>{count} spans cannot lie in their texts, so they were left out; mend their offsets and import again:</source>
   <translation>{count} Spannen können nicht in ihren Texten liegen, also wurden sie ausgelassen; ihre Offsets richten und erneut importieren:</translation>
  </message>
  <message>
   <source>{count} spans come in pieces, so the whole stretch was taken; look whether that is meant:</source>
   <translation>{count} Spannen kommen in Stücken, also wurde das Ganze genommen; prüfen, ob das gemeint ist:</translation>
  </message>
  <message>
   <source>{count} spans cover no character, so they were left out; nothing is to be done:</source>
   <translation>{count} Spannen decken kein Zeichen, also wurden sie ausgelassen; nichts ist zu tun:</translation>
  </message>
  <message>
   <source>{count} spans do not begin and end with tokens and are not in the export; see `unaligned`.</source>
   <translation>{count} Spannen beginnen und enden nicht mit Tokens und sind nicht im Export; siehe `unaligned`.</translation>
  </message>
  <message>
   <source>{count} spans do not begin and end with tokens, so their articles were written without them; snap them to their tokens to have them there:</source>
   <translation>{count} Spannen beginnen und enden nicht mit Tokens, also wurden ihre Artikel ohne sie geschrieben; sie auf ihre Tokens einrasten, um diese dort zu haben:</translation>
  </message>
  <message>
   <source>{count} spans do not begin and end with tokens, which the format asks for; snap them to their tokens:</source>
   <translation>{count} Spannen beginnen und enden nicht mit Tokens, was das Format verlangt; sie auf ihre Tokens einrasten:</translation>
  </message>
  <message>
   <source>{count} spans have no label or are not in their text and would be left out.</source>
   <translation>{count} Spannen haben kein Label oder liegen nicht in ihrem Text und würden ausgelassen.</translation>
  </message>
  <message>
   <source>{count} spans lie outside of the complete regions of their unfinished articles, and the span categorizer does not learn them: mark the paragraphs complete once they are.</source>
   <translation>{count} Spannen liegen außerhalb der vollständigen Bereiche ihrer unfertigen Artikel, und der Span Categorizer lernt sie nicht: die Absätze als vollständig markieren, sobald sie es sind.</translation>
  </message>
  <message>
   <source>{count} spans lost the white space at their edges, which the format cannot hold:</source>
   <translation>{count} Spannen verloren den Leerraum an ihren Rändern, den das Format nicht enthalten kann:</translation>
  </message>
  <message>
   <source>{count} spans overlap others, which the format cannot hold; choose a format that can, such as JSONL:</source>
   <translation>{count} Spannen überlappen andere, was das Format nicht enthalten kann; ein Format wählen, das es kann, etwa JSONL:</translation>
  </message>
  <message>
   <source>{count} spans were taken where their text stands, as their offsets cannot be; look at them:</source>
   <translation>{count} Spannen wurden dort genommen, wo ihr Text steht, weil ihre Offsets nicht sein können; sie ansehen:</translation>
  </message>
  <message>
   <source>{count} states of articles have no place in the format:</source>
   <translation>{count} Zustände von Artikeln haben keinen Platz im Format:</translation>
  </message>
  <message>
   <source>{count} strings have more than one label.</source>
   <translation>{count} Zeichenketten haben mehr als ein Label.</translation>
  </message>
  <message>
   <source>{count} suggestions have no place in the format; accept first what is to be there:</source>
   <translation>{count} Vorschläge haben keinen Platz im Format; zuerst annehmen, was dort sein soll:</translation>
  </message>
  <message>
   <source>{count} suggestions in done articles are undecided. They train as no spans: accept those that are right.</source>
   <translation>{count} Vorschläge in fertigen Artikeln sind nicht entschieden. Beim Training gelten sie als keine Spannen: Nehmen Sie an, was stimmt.</translation>
  </message>
  <message>
   <source>{count} things are there twice and went in once; nothing is to be done:</source>
   <translation>{count} Dinge sind zweimal da und wurden einmal aufgenommen; nichts ist zu tun:</translation>
  </message>
  <message>
   <source>{count} things have no label, so they were left out; give them one and import again:</source>
   <translation>{count} Dinge haben kein Label, also wurden sie ausgelassen; ihnen eines geben und erneut importieren:</translation>
  </message>
  <message>
   <source>{count} things have no place in Spandesk; they stay in the files:</source>
   <translation>{count} Dinge haben keinen Platz in Spandesk; sie bleiben in den Dateien:</translation>
  </message>
  <message>
   <source>{count} things refer to something that is not there, so they were left out; mend the files and import again:</source>
   <translation>{count} Dinge verweisen auf etwas, das nicht da ist, also wurden sie ausgelassen; die Dateien richten und erneut importieren:</translation>
  </message>
  <message>
   <source>{count} things were left out, as their labels were to be:</source>
   <translation>{count} Dinge wurden ausgelassen, wie es ihre Labels sollten:</translation>
  </message>
  <message>
   <source>{count} training examples: spaCy asks for at least {minimum}, and `spacy debug data` reports fewer as an error. Finish more articles.</source>
   <translation>{count} Trainingsbeispiele: spaCy verlangt mindestens {minimum}, und `spacy debug data` meldet weniger als Fehler. Mehr Artikel abschließen.</translation>
  </message>
  <message>
   <source>{count} unfinished articles are on the dev or test side, where unmarked events count as wrong.</source>
   <translation>{count} unfertige Artikel sind auf der Dev- oder Testseite, wo nicht markierte Ereignisse als falsch zählen.</translation>
  </message>
  <message>
   <source>{count} unfinished articles have regions that are marked complete. There, what is not marked is known to be none; the span categorizer learns from {parts} stretches that are complete for all that it learns, and from nothing else of them.</source>
   <translation>{count} unfertige Artikel haben als vollständig markierte Bereiche. Dort ist bekannt, dass nichts ist, wo nichts markiert ist; der Span Categorizer lernt aus {parts} Strecken, die für alles vollständig sind, was er lernt, und aus nichts anderem von ihnen.</translation>
  </message>
  <message>
   <source>{detail} does not begin and end with tokens, so the article was written without them; snap it to its tokens to have them there</source>
   <translation>{detail} beginnt und endet nicht mit Tokens, also wurde der Artikel ohne sie geschrieben; es auf seine Tokens einrasten, um sie dort zu haben</translation>
  </message>
  <message>
   <source>{detail} does not begin and end with tokens, which the format asks for; snap it to its tokens</source>
   <translation>{detail} beginnt und endet nicht mit Tokens, was das Format verlangt; es auf seine Tokens einrasten</translation>
  </message>
  <message>
   <source>{detail} has no label, so it was left out; give it one and import again</source>
   <translation>{detail} hat kein Label, also wurde es ausgelassen; ihm eines geben und noch einmal importieren</translation>
  </message>
  <message>
   <source>{detail} has no place in Spandesk; it stays in the file</source>
   <translation>{detail} hat keinen Platz in Spandesk; es bleibt in der Datei</translation>
  </message>
  <message>
   <source>{detail} is an event, which the format cannot hold</source>
   <translation>{detail} ist ein Ereignis, das das Format nicht enthalten kann</translation>
  </message>
  <message>
   <source>{detail} is there twice and went in once; nothing is to be done</source>
   <translation>{detail} ist zweimal da und wurde einmal aufgenommen; nichts ist zu tun</translation>
  </message>
  <message>
   <source>{detail} lost the white space at its edges, which the format cannot hold</source>
   <translation>{detail} verlor den Leerraum an den Rändern, den das Format nicht enthalten kann</translation>
  </message>
  <message>
   <source>{detail} overlaps another span, which the format cannot hold; choose a format that can, such as JSONL</source>
   <translation>{detail} überlappt eine andere Spanne, was das Format nicht enthalten kann; ein Format wählen, das es kann, etwa JSONL</translation>
  </message>
  <message>
   <source>{detail} refers to something that is not there, so it was left out; mend the file and import again</source>
   <translation>{detail} verweist auf etwas, das nicht da ist, also wurde es ausgelassen; die Datei richtigstellen und noch einmal importieren</translation>
  </message>
  <message>
   <source>{detail} was left out, as its label was to be</source>
   <translation>{detail} wurde ausgelassen, wie es sein Label sollte</translation>
  </message>
  <message>
   <source>{detail}, which is its only place, so it was taken there; look at it</source>
   <translation>{detail}, seiner einzigen Stelle, also wurde es dort genommen; es ansehen</translation>
  </message>
  <message>
   <source>{detail}; the offsets were taken as they are, so look at the place</source>
   <translation>{detail}; die Offsets wurden genommen, wie sie sind, also die Stelle ansehen</translation>
  </message>
  <message>
   <source>{examples} training examples, as many as spaCy recommends or more.</source>
   <translation>{examples} Trainingsbeispiele, so viele, wie spaCy empfiehlt, oder mehr.</translation>
  </message>
  <message>
   <source>{examples} training examples. spaCy recommends {recommended}; fewer train, and more make a better pipeline.</source>
   <translation>{examples} Trainingsbeispiele. spaCy empfiehlt {recommended}; auch weniger trainieren, und mehr ergeben eine bessere Pipeline.</translation>
  </message>
  <message>
   <source>{file} cannot be read ({found}). Check the file and the disk it lies on.</source>
   <translation>{file} ist nicht lesbar ({found}). Die Datei und die Platte prüfen, auf der sie liegt.</translation>
  </message>
  <message>
   <source>{file} holds no entries. Write one on each line.</source>
   <translation>{file} enthält keine Einträge. Einen in jede Zeile schreiben.</translation>
  </message>
  <message>
   <source>{file} is larger than {found} megabytes. Split it into parts.</source>
   <translation>{file} ist größer als {found} Megabyte. Sie in Teile zerlegen.</translation>
  </message>
  <message>
   <source>{file} is no TOML that a list can be made of: {found}. Mend it and import it again.</source>
   <translation>{file} ist kein TOML, aus dem eine Liste werden kann: {found}. Sie richtigstellen und noch einmal importieren.</translation>
  </message>
  <message>
   <source>{file} is not UTF-8. Save it as UTF-8 and import it again.</source>
   <translation>{file} ist nicht UTF-8. Sie als UTF-8 speichern und noch einmal importieren.</translation>
  </message>
  <message>
   <source>{file} is of a kind that lists are not read from. CSV, TSV, TXT, JSONL, JSON and TOML are.</source>
   <translation>{file} ist von einer Art, aus der Listen nicht gelesen werden. CSV, TSV, TXT, JSONL, JSON und TOML sind es.</translation>
  </message>
  <message>
   <source>{file}: {expected} was expected, {found} was found. Mend the file and import it again.</source>
   <translation>{file}: {expected} wurde erwartet, {found} wurde gefunden. Die Datei richtigstellen und noch einmal importieren.</translation>
  </message>
  <message>
   <source>{file}{at_line} cannot be used ({reason}).</source>
   <translation>{file}{at_line} ist nicht verwendbar ({reason}).</translation>
  </message>
  <message>
   <source>{file}{at_line} does not name the columns; “text” is needed. Write text,label on the first line.</source>
   <translation>{file}{at_line} nennt die Spalten nicht; „text“ wird gebraucht. In die erste Zeile text,label schreiben.</translation>
  </message>
  <message>
   <source>{file}{at_line} has neither “text” nor “pattern”. Add one, or delete the line.</source>
   <translation>{file}{at_line} hat weder „text“ noch „pattern“. Eines hinzufügen, oder die Zeile löschen.</translation>
  </message>
  <message>
   <source>{file}{at_line} is no JSON object. Write one object on each line.</source>
   <translation>{file}{at_line} ist kein JSON-Objekt. In jede Zeile ein Objekt schreiben.</translation>
  </message>
  <message>
   <source>{file}{at_line} is not JSON. Mend the line and import the file again; the good lines go in.</source>
   <translation>{file}{at_line} ist nicht JSON. Die Zeile richtigstellen und die Datei noch einmal importieren; die guten Zeilen werden aufgenommen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: An entry needs words to look for. Write them, or remove the line.</source>
   <translation>{file}{at_line}: Ein Eintrag braucht zu suchende Wörter. Sie schreiben, oder die Zeile entfernen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: The entry “{text}” has no label. Give it one.</source>
   <translation>{file}{at_line}: Der Eintrag „{text}“ hat kein Label. Ihm eines geben.</translation>
  </message>
  <message>
   <source>{file}{at_line}: The entry “{text}” holds a character that no article has. Write it anew.</source>
   <translation>{file}{at_line}: Der Eintrag „{text}“ enthält ein Zeichen, das kein Artikel hat. Ihn neu schreiben.</translation>
  </message>
  <message>
   <source>{file}{at_line}: The entry “{text}…” is longer than {limit} characters. Shorten it.</source>
   <translation>{file}{at_line}: Der Eintrag „{text}…“ ist länger als {limit} Zeichen. Ihn kürzen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: The label {label} of “{text}” is in no layer of the schema, or in both. Say entity or event in a column “layer”, or take a label of the schema.</source>
   <translation>{file}{at_line}: Das Label {label} von „{text}“ ist in keiner Ebene des Schemas, oder in beiden. In einer Spalte „layer“ entity oder event angeben, oder ein Label des Schemas nehmen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: The schema has no {layer} label {label}, which “{text}” asks for. Add it to the schema, or give the entry another label.</source>
   <translation>{file}{at_line}: Das Schema hat kein Label {label} ({layer}), das „{text}“ verlangt. Es dem Schema hinzufügen, oder dem Eintrag ein anderes Label geben.</translation>
  </message>
  <message>
   <source>{file}{at_line}: The score {found} of “{text}” is not above 0 and up to 1. Write 0.9, for example.</source>
   <translation>{file}{at_line}: Der Score {found} von „{text}“ liegt nicht über 0 und bis 1. Zum Beispiel 0.9 schreiben.</translation>
  </message>
  <message>
   <source>{file}{at_line}: The token pattern {text} asks for {found}, which own lists do not know. Use TEXT, LOWER, SHAPE, LENGTH, LIKE_NUM or IS_…; the guide lists them.</source>
   <translation>{file}{at_line}: Das Tokenmuster {text} verlangt {found}, das eigene Listen nicht kennen. TEXT, LOWER, SHAPE, LENGTH, LIKE_NUM oder IS_… verwenden; die Anleitung listet sie auf.</translation>
  </message>
  <message>
   <source>{file}{at_line}: The token pattern {text} has a {found}, and own lists take no such expressions. Write the words in a list behind IN.</source>
   <translation>{file}{at_line}: Das Tokenmuster {text} hat ein {found}, und eigene Listen nehmen solche Ausdrücke nicht. Die Wörter in einer Liste hinter IN schreiben.</translation>
  </message>
  <message>
   <source>{file}{at_line}: The token pattern {text} is not understood: {found}. Mend it as the guide describes.</source>
   <translation>{file}{at_line}: Das Tokenmuster {text} ist unverständlich: {found}. Es richtigstellen, wie die Anleitung beschreibt.</translation>
  </message>
  <message>
   <source>{file}{at_line}: an event is its own argument, by way of {found}. Break the circle and import the file again; the good articles go in.</source>
   <translation>{file}{at_line}: ein Ereignis ist sein eigenes Argument, über {found}. Den Kreis auflösen und die Datei noch einmal importieren; die guten Artikel werden aufgenommen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: the span {found} cuts a character in two, as its offsets count other units. Write offsets as the format asks, or import again and leave out such spans.</source>
   <translation>{file}{at_line}: die Spanne {found} schneidet ein Zeichen entzwei, da ihre Offsets andere Einheiten zählen. Offsets schreiben, wie das Format verlangt, oder noch einmal importieren und solche Spannen auslassen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: the span {found} cuts a mark off its letter. Mend its offsets, or import again and leave out such spans; the good articles go in.</source>
   <translation>{file}{at_line}: die Spanne {found} trennt ein Zeichen von seinem Buchstaben. Ihre Offsets richtigstellen, oder noch einmal importieren und solche Spannen auslassen; die guten Artikel werden aufgenommen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: the span {found} does not lie in the text, whose length is {length}. Mend its offsets, or import again and leave out such spans; the good articles go in.</source>
   <translation>{file}{at_line}: die Spanne {found} liegt nicht im Text, dessen Länge {length} ist. Ihre Offsets richtigstellen, oder noch einmal importieren und solche Spannen auslassen; die guten Artikel werden aufgenommen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: the span {found} ends before it begins. Mend its offsets, or import again and leave out such spans; the good articles go in.</source>
   <translation>{file}{at_line}: die Spanne {found} endet, bevor sie beginnt. Ihre Offsets richtigstellen, oder noch einmal importieren und solche Spannen auslassen; die guten Artikel werden aufgenommen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: two spans have the id {found}, and something refers to it. Give each its own id and import the file again; the good articles go in.</source>
   <translation>{file}{at_line}: zwei Spannen haben die Kennung {found}, und etwas verweist darauf. Jeder eine eigene Kennung geben und die Datei noch einmal importieren; die guten Artikel werden aufgenommen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: {expected} was expected, {found} was found. Mend the line and import the file again; the good lines go in.</source>
   <translation>{file}{at_line}: {expected} wurde erwartet, {found} wurde gefunden. Die Zeile richtigstellen und die Datei noch einmal importieren; die guten Zeilen werden aufgenommen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: “{found}” cannot be the {entry}. Write {expected}.</source>
   <translation>{file}{at_line}: „{found}“ kann nicht {entry} sein. {expected} schreiben.</translation>
  </message>
  <message>
   <source>{file}{at_line}: “{label}” cannot be a label, because it has blanks or is too long. Take one of the schema.</source>
   <translation>{file}{at_line}: „{label}“ kann kein Label sein, weil es Leerzeichen hat oder zu lang ist. Eines des Schemas nehmen.</translation>
  </message>
  <message>
   <source>{file}{at_line}: “{text}” is in this list already with the same label. Change the one that is there.</source>
   <translation>{file}{at_line}: „{text}“ ist schon mit demselben Label in dieser Liste. Den vorhandenen Eintrag ändern.</translation>
  </message>
  <message>
   <source>{first} and {count} more</source>
   <translation>{first} und {count} weitere</translation>
  </message>
  <message>
   <source>{first} and {last}</source>
   <translation>{first} und {last}</translation>
  </message>
  <message>
   <source>{label} has no role {role}. Choose a role of its own.</source>
   <translation>{label} hat keine Rolle {role}. Eine seiner eigenen Rollen wählen.</translation>
  </message>
  <message>
   <source>{label} “{words}”</source>
   <translation>{label} „{words}“</translation>
  </message>
  <message>
   <source>{length} tokens</source>
   <translation>{length} Tokens</translation>
  </message>
  <message>
   <source>{moment} is no moment of this project. Give the number of a step (spandesk history), a time such as 2026-03-02T14:30, or a backup (spandesk backups).</source>
   <translation>{moment} ist kein Zeitpunkt dieses Projekts. Die Nummer eines Schritts angeben (spandesk history), eine Zeit wie 2026-03-02T14:30, oder eine Sicherung (spandesk backups).</translation>
  </message>
  <message>
   <source>{name} = “{value}”</source>
   <translation>{name} = „{value}“</translation>
  </message>
  <message>
   <source>{number} of its spans are none of its {other}</source>
   <translation>Zahl ihrer Spannen, die nicht zu {other} gehören: {number}</translation>
  </message>
  <message>
   <source>{number} of {other} lie outside the text</source>
   <translation>außerhalb des Texts liegen {number} von {other}</translation>
  </message>
  <message>
   <source>{path} belongs to the project {project}, which could be lost with it. Nothing was written. Choose another name.</source>
   <translation>{path} gehört zum Projekt {project}, das damit verloren gehen könnte. Nichts wurde geschrieben. Wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>{path} cannot be written ({detail}). Choose another folder.</source>
   <translation>{path} ist nicht beschreibbar ({detail}). Einen anderen Ordner wählen.</translation>
  </message>
  <message>
   <source>{path} cannot be written ({reason}). Nothing was changed. Check the permissions of the file and its folder, or copy the project to a place of your own.</source>
   <translation>{path} ist nicht beschreibbar ({reason}). Nichts wurde geändert. Die Rechte der Datei und ihres Ordners prüfen, oder das Projekt an einen eigenen Ort kopieren.</translation>
  </message>
  <message>
   <source>{path} could not be brought up to date ({migration}: {reason}). It is as it was, and a copy lies at {backup}. Please report this with the log.</source>
   <translation>{path} konnte nicht auf den neuen Stand gebracht werden ({migration}: {reason}). Die Datei ist, wie sie war, und eine Kopie liegt unter {backup}. Bitte dies mit dem Protokoll melden.</translation>
  </message>
  <message>
   <source>{path} could not be used ({reason}). Check that it is there, that it may be read and written, and that its disk has room.</source>
   <translation>{path} konnte nicht benutzt werden ({reason}). Prüfen Sie, ob es da ist, ob es gelesen und geschrieben werden darf und ob auf seinem Datenträger Platz ist.</translation>
  </message>
  <message>
   <source>{path} could not be used ({reason}). The last change was not kept. Check that the disk is there and try again.</source>
   <translation>{path} war nicht verwendbar ({reason}). Die letzte Änderung wurde nicht behalten. Prüfen, ob die Platte da ist, und es noch einmal versuchen.</translation>
  </message>
  <message>
   <source>{path} holds files that are no export of Spandesk, and they were left alone. Choose an empty or a new folder.</source>
   <translation>{path} enthält Dateien, die kein Export von Spandesk sind; sie wurden in Ruhe gelassen. Einen leeren oder neuen Ordner wählen.</translation>
  </message>
  <message>
   <source>{path} holds something that Spandesk never makes and that may run when the file is read ({part}). It was not opened and not touched. Ask who sent it; “spandesk check --repair” copies what it knows of it into a new file.</source>
   <translation>{path} enthält etwas, das Spandesk nie anlegt und das beim Lesen der Datei ausgeführt werden könnte ({part}). Sie wurde nicht geöffnet und nicht berührt. Fragen, wer sie geschickt hat; „spandesk check --repair“ kopiert, was es davon kennt, in eine neue Datei.</translation>
  </message>
  <message>
   <source>{path} is a Spandesk project, and nothing is written over one. It was not touched. Choose another name.</source>
   <translation>{path} ist ein Spandesk-Projekt, und ein solches wird nicht überschrieben. Es wurde nicht angerührt. Wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>{path} is a database of another program. It was not touched. Choose a project file.</source>
   <translation>{path} ist die Datenbank eines anderen Programms. Sie wurde nicht berührt. Eine Projektdatei wählen.</translation>
  </message>
  <message>
   <source>{path} is a device or a pipe. Name a file to write.</source>
   <translation>{path} ist ein Gerät oder eine Pipe. Nennen Sie eine Datei, die geschrieben werden soll.</translation>
  </message>
  <message>
   <source>{path} is a file, not a folder. Choose another name.</source>
   <translation>{path} ist eine Datei, kein Ordner. Einen anderen Namen wählen.</translation>
  </message>
  <message>
   <source>{path} is a folder. Name a file to write.</source>
   <translation>{path} ist ein Ordner. Eine Datei zum Schreiben nennen.</translation>
  </message>
  <message>
   <source>{path} is damaged or no Spandesk project ({reason}). It was not touched. Open a backup of it; or, if it was a project, copy what can be read of it into a new file: “spandesk check --repair”.</source>
   <translation>{path} ist beschädigt oder kein Spandesk-Projekt ({reason}). Die Datei wurde nicht angerührt. Öffnen Sie eine Sicherung davon; oder kopieren Sie, wenn es ein Projekt war, was sich davon lesen lässt, in eine neue Datei: „spandesk check --repair“.</translation>
  </message>
  <message>
   <source>{path} is empty, so it is no project. It was not touched. Open a backup of it, or delete it and make a new one.</source>
   <translation>{path} ist leer, also kein Projekt. Die Datei wurde nicht berührt. Eine Sicherung davon öffnen, oder sie löschen und ein neues Projekt anlegen.</translation>
  </message>
  <message>
   <source>{path} is open elsewhere{by_holder}. Close it there, then try again; or open it read-only.</source>
   <translation>{path} ist anderswo offen{by_holder}. Es dort schließen, dann noch einmal versuchen; oder es nur lesend öffnen.</translation>
  </message>
  <message>
   <source>{path} is there already and holds something else than what is written here. It was left alone. Choose another name, or move it away.</source>
   <translation>{path} ist schon da und enthält etwas anderes, als hier geschrieben wird. Es wurde nicht angerührt. Wählen Sie einen anderen Namen, oder verschieben Sie die Datei.</translation>
  </message>
  <message>
   <source>{path} is there already and was left alone. Choose another name, or open it.</source>
   <translation>{path} ist schon da und wurde in Ruhe gelassen. Einen anderen Namen wählen, oder es öffnen.</translation>
  </message>
  <message>
   <source>{path} is there already. Choose a folder that is not.</source>
   <translation>{path} ist schon da. Einen Ordner wählen, den es noch nicht gibt.</translation>
  </message>
  <message>
   <source>{path} is what is read here, so it cannot be written at the same time. It was not touched. Choose another name.</source>
   <translation>{path} wird hier gelesen und kann nicht zugleich geschrieben werden. Die Datei wurde nicht angerührt. Wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>{path} may not be written ({detail}). Choose another folder.</source>
   <translation>{path} darf nicht geschrieben werden ({detail}). Einen anderen Ordner wählen.</translation>
  </message>
  <message>
   <source>{path} was written by a newer Spandesk (file version {found}, this program knows up to {supported}). It was not touched. Update Spandesk to open it.</source>
   <translation>{path} wurde von einem neueren Spandesk geschrieben (Dateiversion {found}, dieses Programm kennt bis {supported}). Die Datei wurde nicht berührt. Spandesk aktualisieren, um sie zu öffnen.</translation>
  </message>
  <message>
   <source>{places} and {count} more</source>
   <translation>{places} und {count} weitere</translation>
  </message>
  <message>
   <source>{role} “{words}”</source>
   <translation>{role} „{words}“</translation>
  </message>
  <message>
   <source>{side}; {share} the same as “{twin}” ({other})</source>
   <translation>{side}; zu {share} gleich wie „{twin}“ ({other})</translation>
  </message>
  <message>
   <source>{source} cannot be read ({detail}). Check the file and the disk it lies on.</source>
   <translation>{source} ist nicht lesbar ({detail}). Die Datei und die Platte prüfen, auf der sie liegt.</translation>
  </message>
  <message>
   <source>{source} cannot be used ({reason}).</source>
   <translation>{source} ist nicht verwendbar ({reason}).</translation>
  </message>
  <message>
   <source>{source} has a path that leads out of the archive, so it was not read. Look where the archive comes from.</source>
   <translation>{source} hat einen Pfad, der aus dem Archiv hinausführt, also wurde es nicht gelesen. Prüfen, woher das Archiv kommt.</translation>
  </message>
  <message>
   <source>{source} has no annotations that can be read. Export the project from INCEpTION again, with UIMA CAS XMI as the secondary format.</source>
   <translation>{source} hat keine lesbaren Annotationen. Das Projekt noch einmal aus INCEpTION exportieren, mit UIMA CAS XMI als zweitem Format.</translation>
  </message>
  <message>
   <source>{source} has no text. Give it some, or leave it out.</source>
   <translation>{source} hat keinen Text. Ihm welchen geben, oder es auslassen.</translation>
  </message>
  <message>
   <source>{source} has no text: {needed} is not there. Put the text beside it, and import both.</source>
   <translation>{source} hat keinen Text: {needed} ist nicht da. Den Text danebenlegen, und beide importieren.</translation>
  </message>
  <message>
   <source>{source} has the same text as “{existing}”, which is in the project already. It was left out; there is nothing to do.</source>
   <translation>{source} hat denselben Text wie „{existing}“, der schon im Projekt ist. Es wurde ausgelassen; nichts ist zu tun.</translation>
  </message>
  <message>
   <source>{source} holds no article, as an exported side of the split does to which no article went. There is nothing to import from it.</source>
   <translation>{source} enthält keinen Artikel, wie eine exportierte Seite der Aufteilung, auf die kein Artikel kam. Daraus ist nichts zu importieren.</translation>
  </message>
  <message>
   <source>{source} holds no gold record that can be used. Each line is a JSON object with id, text and spans.</source>
   <translation>{source} enthält keinen brauchbaren Gold-Datensatz. Jede Zeile ist ein JSON-Objekt mit id, text und spans.</translation>
  </message>
  <message>
   <source>{source} is a Parquet file, which pyarrow reads. Install it with “pip install spandesk[parquet]”, or save the data as JSON Lines.</source>
   <translation>{source} ist eine Parquet-Datei, die pyarrow liest. Es mit „pip install spandesk[parquet]“ installieren, oder die Daten als JSON Lines speichern.</translation>
  </message>
  <message>
   <source>{source} is a device or a pipe. Save what it gives as a file first.</source>
   <translation>{source} ist ein Gerät oder eine Pipe. Was daraus kommt, zuerst als Datei speichern.</translation>
  </message>
  <message>
   <source>{source} is a folder. Name a file to read.</source>
   <translation>{source} ist ein Ordner. Nennen Sie eine Datei, die gelesen werden soll.</translation>
  </message>
  <message>
   <source>{source} is a link, not a file, so it was not read. Put the file itself in.</source>
   <translation>{source} ist eine Verknüpfung, keine Datei, also wurde sie nicht gelesen. Die Datei selbst hineinlegen.</translation>
  </message>
  <message>
   <source>{source} is encrypted. Unpack it yourself, and import the folder.</source>
   <translation>{source} ist verschlüsselt. Das Archiv selbst entpacken, und den Ordner importieren.</translation>
  </message>
  <message>
   <source>{source} is no text: it holds binary data. Export it as text or HTML first.</source>
   <translation>{source} ist kein Text: die Datei enthält Binärdaten. Sie zuerst als Text oder HTML exportieren.</translation>
  </message>
  <message>
   <source>{source} is no zip archive, or a damaged one ({detail}). Fetch it again; if it is damaged there too, have it made anew.</source>
   <translation>{source} ist kein Zip-Archiv, oder ein beschädigtes ({detail}). Es noch einmal holen; wenn es auch dort beschädigt ist, neu erzeugen lassen.</translation>
  </message>
  <message>
   <source>{source} is not there. Check the name.</source>
   <translation>{source} ist nicht da. Den Namen prüfen.</translation>
  </message>
  <message>
   <source>{source} is of a kind that Spandesk does not read. Text, Markdown, HTML, JSON Lines and the formats of “spandesk formats” are read.</source>
   <translation>{source} ist von einer Art, die Spandesk nicht liest. Text, Markdown, HTML, JSON Lines und die Formate von „spandesk formats“ werden gelesen.</translation>
  </message>
  <message>
   <source>{source} is too large for one article. Split it into parts.</source>
   <translation>{source} ist zu groß für einen Artikel. Die Datei in Teile zerlegen.</translation>
  </message>
  <message>
   <source>{source} may not be read. Check its permissions.</source>
   <translation>{source} darf nicht gelesen werden. Die Rechte prüfen.</translation>
  </message>
  <message>
   <source>{source} would become far larger than it is when unpacked, so it was not read. Unpack it yourself if you trust it, and import the folder.</source>
   <translation>{source} würde entpackt weit größer, als es ist, also wurde es nicht gelesen. Es selbst entpacken, wenn es vertrauenswürdig ist, und den Ordner importieren.</translation>
  </message>
  <message>
   <source>{source}{at_line} declares entities, which can hide large or foreign content, so it was not read. Write the XML without a DOCTYPE that declares them.</source>
   <translation>{source}{at_line} deklariert XML-Entitäten, die großen oder fremden Inhalt verbergen können, also wurde es nicht gelesen. Das XML ohne ein DOCTYPE schreiben, das sie deklariert.</translation>
  </message>
  <message>
   <source>{source}{at_line} has a “text” that is no string. Put it in quotes.</source>
   <translation>{source}{at_line} hat einen „text“, der keine Zeichenkette ist. Ihn in Anführungszeichen setzen.</translation>
  </message>
  <message>
   <source>{source}{at_line} has an “id” that is neither text nor a number.</source>
   <translation>{source}{at_line} hat eine „id“, die weder Text noch Zahl ist.</translation>
  </message>
  <message>
   <source>{source}{at_line} has no field “text”. Name the field with the article “text”.</source>
   <translation>{source}{at_line} hat kein Feld „text“. Das Feld mit dem Artikel „text“ nennen.</translation>
  </message>
  <message>
   <source>{source}{at_line} has the text of “{existing}”, which was removed from this project, so it was left out. To have it again, bring it back: it stands under “Removed” in the list of articles; or spandesk remove PROJECT {typed_id} --bring-back.</source>
   <translation>{source}{at_line} hat den Text von „{existing}“, der aus diesem Projekt entfernt wurde; er wurde ausgelassen. Um ihn wieder zu haben, holen Sie ihn zurück: Er steht unter „Entfernt“ in der Artikelliste; oder spandesk remove PROJECT {typed_id} --bring-back.</translation>
  </message>
  <message>
   <source>{source}{at_line} is in the project already as {existing}, with everything that the file says. Nothing was changed.</source>
   <translation>{source}{at_line} ist schon als {existing} im Projekt, mit allem, was die Datei sagt. Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>{source}{at_line} is in the project as {existing}, with annotations of its own, which stand. To compare them, import it as suggestions (“--as suggestions” on the command line), or into another project.</source>
   <translation>{source}{at_line} ist als {existing} im Projekt, mit eigenen Annotationen, die bleiben. Um sie zu vergleichen, als Vorschläge importieren („--as suggestions“ auf der Befehlszeile), oder in ein anderes Projekt.</translation>
  </message>
  <message>
   <source>{source}{at_line} is no JSON object. Write one object on each line.</source>
   <translation>{source}{at_line} ist kein JSON-Objekt. In jede Zeile ein Objekt schreiben.</translation>
  </message>
  <message>
   <source>{source}{at_line} is not JSON. Mend the line and ask again; the good lines are answered.</source>
   <translation>{source}{at_line} ist nicht JSON. Die Zeile richtigstellen und noch einmal fragen; die guten Zeilen sind beantwortet.</translation>
  </message>
  <message>
   <source>{source}{at_line} is not JSON. Mend the line and import the file again; the good lines go in.</source>
   <translation>{source}{at_line} ist nicht JSON. Die Zeile richtigstellen und die Datei noch einmal importieren; die guten Zeilen werden aufgenommen.</translation>
  </message>
  <message>
   <source>{source}{at_line} is not UTF-8. Save it as UTF-8 and ask again; the good lines are answered.</source>
   <translation>{source}{at_line} ist nicht UTF-8. Als UTF-8 speichern und noch einmal fragen; die guten Zeilen sind beantwortet.</translation>
  </message>
  <message>
   <source>{stretch} reads {words}, {other} was marked</source>
   <translation>bei {stretch} steht {words}, markiert war {other}</translation>
  </message>
  <message>
   <source>{table} row {number}</source>
   <translation>{table}, Zeile {number}</translation>
  </message>
  <message>
   <source>{where} and {other} have colours that look alike.</source>
   <translation>{where} und {other} haben Farben, die gleich aussehen.</translation>
  </message>
  <message>
   <source>{where} has the colour {found}, on which black text is hard to read.</source>
   <translation>{where} hat die Farbe {found}, auf der schwarze Schrift schwer zu lesen ist.</translation>
  </message>
  <message>
   <source>{where} has the key {found}, which is that of “{other}”.</source>
   <translation>{where} hat die Taste {found}, die schon „{other}“ hat.</translation>
  </message>
  <message>
   <source>{where} has the key {found}, which {other} has already.</source>
   <translation>{where} hat die Taste {found}, die {other} schon hat.</translation>
  </message>
  <message>
   <source>{where} has the key {found}: one letter or digit is wanted.</source>
   <translation>{where} hat die Taste {found}: gesucht ist ein Buchstabe oder eine Ziffer.</translation>
  </message>
  <message>
   <source>{where} has the parent {found}, which is no event label.</source>
   <translation>{where} hat die Obergruppe {found}, die kein Ereignis-Label ist.</translation>
  </message>
  <message>
   <source>{where} has values for {found}, which is no event label.</source>
   <translation>{where} hat Werte für {found}, das kein Ereignis-Label ist.</translation>
  </message>
  <message>
   <source>{where} is an entity label and has {found}: only event labels have that.</source>
   <translation>{where} ist ein Entitäts-Label und hat {found}: das haben nur Ereignis-Labels.</translation>
  </message>
  <message>
   <source>{where} is its own ancestor by way of {found}.</source>
   <translation>{where} steht über {found} über sich selbst.</translation>
  </message>
  <message>
   <source>{where} is of the family {found}, which is not there.</source>
   <translation>{where} gehört zur Familie {found}, die es nicht gibt.</translation>
  </message>
  <message>
   <source>{where} names the attribute {found}, which is not there.</source>
   <translation>{where} nennt das Attribut {found}, das es nicht gibt.</translation>
  </message>
  <message>
   <source>{where} takes {found}, which is no label of the schema.</source>
   <translation>{where} nimmt {found}, das kein Label des Schemas ist.</translation>
  </message>
  <message>
   <source>{words} + name</source>
   <translation>{words} + Name</translation>
  </message>
  <message>
   <source>“{found}” has two meanings: the day or the month may come first. Write it as 2026-03-12, or with the name of the month.</source>
   <translation>„{found}“ hat zwei Bedeutungen: Vorn kann der Tag oder der Monat stehen. Schreiben Sie 2026-03-12, oder den Namen des Monats.</translation>
  </message>
  <message>
   <source>“{found}” is no code of a language. Write two or three letters, such as en.</source>
   <translation>„{found}“ ist kein Kürzel einer Sprache. Schreiben Sie zwei oder drei Buchstaben, etwa en.</translation>
  </message>
  <message>
   <source>“{found}” is no date. Write it as 2026-03-12, 2026-03 or 2026, or leave it empty.</source>
   <translation>„{found}“ ist kein Datum. Schreiben Sie es als 2026-03-12, 2026-03 oder 2026, oder lassen Sie es leer.</translation>
  </message>
  <message>
   <source>“{found}” is no name: 1 to 64 characters without blanks, for roles and attributes also without colons and commas.</source>
   <translation>„{found}“ ist kein Name: 1 bis 64 Zeichen ohne Leerzeichen, bei Rollen und Attributen auch ohne Doppelpunkte und Kommas.</translation>
  </message>
  <message>
   <source>“{found}” is no {reason} of an article. Write it otherwise.</source>
   <translation>„{found}“ kann bei einem Artikel nicht stehen ({reason}). Schreiben Sie es anders.</translation>
  </message>
  <message>
   <source>“{head}” {label} “{child}”</source>
   <translation>„{head}“ {label} „{child}“</translation>
  </message>
  <message>
   <source>“{key}” cannot name a span group. Use a word such as sc.</source>
   <translation>„{key}“ kann keine Spannengruppe benennen. Ein Wort wie sc verwenden.</translation>
  </message>
  <message>
   <source>“{label}” cannot be a label, because it has blanks or is too long. Take one of the schema.</source>
   <translation>„{label}“ kann kein Label sein, weil es Leerzeichen hat oder zu lang ist. Eines des Schemas nehmen.</translation>
  </message>
  <message>
   <source>“{name}” cannot name a package. Use small letters, digits and single underscores.</source>
   <translation>„{name}“ kann kein Paket benennen. Kleinbuchstaben, Ziffern und einzelne Unterstriche verwenden.</translation>
  </message>
  <message>
   <source>“{name}” is no version. Write it as in 1.0.0.</source>
   <translation>„{name}“ ist keine Version. Sie wie 1.0.0 schreiben.</translation>
  </message>
  <message>
   <source>“{signs}” at its edge</source>
   <translation>„{signs}“ an ihrem Rand</translation>
  </message>
  <message>
   <source>“{text}” ({start} to {end}) does not begin and end with tokens. Snap it to its tokens.</source>
   <translation>„{text}“ ({start} bis {end}) beginnt und endet nicht mit Tokens. Es auf seine Tokens einrasten.</translation>
  </message>
  <message>
   <source>“{text}” is in this list already with the same label. Change the one that is there.</source>
   <translation>„{text}“ ist schon mit demselben Label in dieser Liste. Den vorhandenen Eintrag ändern.</translation>
  </message>
  <message>
   <source>“{text}” is no attribute. Write name=value, with a semicolon between two of them.</source>
   <translation>„{text}“ ist kein Attribut. Schreiben Sie Name=Wert, mit einem Strichpunkt zwischen zweien.</translation>
  </message>
  <message>
   <source>“{title}” is a lexicon and has no entries. Export it, change the TOML, and import it again.</source>
   <translation>„{title}“ ist ein Lexikon und hat keine Einträge. Es exportieren, das TOML ändern, und es wieder importieren.</translation>
  </message>
  <message>
   <source>“{title}” is a list of entries, not a lexicon. Export it as CSV or JSONL.</source>
   <translation>„{title}“ ist eine Liste von Einträgen, kein Lexikon. Sie als CSV oder JSONL exportieren.</translation>
  </message>
  <message>
   <source>“{words}”</source>
   <translation>„{words}“</translation>
  </message>
  <message>
   <source>“{words}” does not stand in this article, so it can be no part of the event. Type words as they stand there, or choose from the list.</source>
   <translation>„{words}“ steht nicht in diesem Artikel und kann kein Teil des Ereignisses sein. Geben Sie Wörter ein, wie sie dort stehen, oder wählen Sie aus der Liste.</translation>
  </message>
 </context>
 <context>
  <name>Minimap</name>
  <message>
   <source>Place in the article</source>
   <translation>Ort im Artikel</translation>
  </message>
 </context>
 <context>
  <name>Motions</name>
  <message>
   <source>Go</source>
   <translation>Gehen</translation>
  </message>
  <message>
   <source>Select</source>
   <translation>Auswählen</translation>
  </message>
  <message>
   <source>character</source>
   <translation>Zeichen</translation>
  </message>
  <message>
   <source>end of the article</source>
   <translation>Ende des Artikels</translation>
  </message>
  <message>
   <source>end of the line</source>
   <translation>Ende der Zeile</translation>
  </message>
  <message>
   <source>line</source>
   <translation>Zeile</translation>
  </message>
  <message>
   <source>page</source>
   <translation>Seite</translation>
  </message>
  <message>
   <source>paragraph</source>
   <translation>Absatz</translation>
  </message>
  <message>
   <source>sentence</source>
   <translation>Satz</translation>
  </message>
  <message>
   <source>start of the article</source>
   <translation>Anfang des Artikels</translation>
  </message>
  <message>
   <source>start of the line</source>
   <translation>Anfang der Zeile</translation>
  </message>
  <message>
   <source>token</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>{verb} a {step} down</source>
   <translation>{verb}: 1 {step} nach unten</translation>
  </message>
  <message>
   <source>{verb} a {step} to the left</source>
   <translation>{verb}: 1 {step} nach links</translation>
  </message>
  <message>
   <source>{verb} a {step} to the right</source>
   <translation>{verb}: 1 {step} nach rechts</translation>
  </message>
  <message>
   <source>{verb} a {step} up</source>
   <translation>{verb}: 1 {step} nach oben</translation>
  </message>
  <message>
   <source>{verb} to the {edge}</source>
   <translation>{verb}: {edge}</translation>
  </message>
 </context>
 <context>
  <name>NewProjectDialog</name>
  <message>
   <source>A name holds none of these: {signs}</source>
   <translation>Ein Name enthält keines von diesen: {signs}</translation>
  </message>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Articles (*.txt *.md *.html *.htm *.jsonl *.json);;All files (*)</source>
   <translation>Artikel (*.txt *.md *.html *.htm *.jsonl *.json);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Change folder…</source>
   <translation>Ordner ändern…</translation>
  </message>
  <message>
   <source>Choose a folder…</source>
   <translation>Ordner wählen…</translation>
  </message>
  <message>
   <source>Choose files…</source>
   <translation>Dateien wählen…</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>Labels from a file</source>
   <translation>Labels aus einer Datei</translation>
  </message>
  <message>
   <source>Labels from a file…</source>
   <translation>Labels aus einer Datei…</translation>
  </message>
  <message>
   <source>Make project</source>
   <translation>Projekt anlegen</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>New project</source>
   <translation>Neues Projekt</translation>
  </message>
  <message>
   <source>None yet. You can also bring them in later, or drop them on the window.</source>
   <translation>Noch keine. Sie können auch später hereingeholt oder auf dem Fenster abgelegt werden.</translation>
  </message>
  <message>
   <source>Schemas (*.toml *.conf)</source>
   <translation>Schemas (*.toml *.conf)</translation>
  </message>
  <message>
   <source>There is a project of this name already. Choose another name.</source>
   <translation>Ein Projekt dieses Namens gibt es schon. Einen anderen Namen wählen.</translation>
  </message>
  <message>
   <source>articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>in {folder}</source>
   <translation>in {folder}</translation>
  </message>
  <message>
   <source>{names} and {more} more</source>
   <translation>{names} und {more} weitere</translation>
  </message>
  <message>
   <source>{title}  –  labels of entities: {entities}, of events: {events}</source>
   <translation>{title}  –  Labels für Entitäten: {entities}, für Ereignisse: {events}</translation>
  </message>
 </context>
 <context>
  <name>OnDesk</name>
  <message>
   <source>Nothing lies exactly on the selected words. Esc lets go of them.</source>
   <translation>Genau auf den ausgewählten Wörtern liegt nichts. Esc hebt die Auswahl auf.</translation>
  </message>
  <message>
   <source>That was out of sight. Here it is: press the key again.</source>
   <translation>Das war nicht zu sehen. Hier ist es: Taste noch einmal drücken.</translation>
  </message>
 </context>
 <context>
  <name>OwnLists</name>
  <message>
   <source>Close without the changes of the lexicon?</source>
   <translation>Ohne die Änderungen am Lexikon schließen?</translation>
  </message>
  <message>
   <source>Discard changes</source>
   <translation>Änderungen verwerfen</translation>
  </message>
  <message>
   <source>Export it first to keep it.</source>
   <translation>Es zuerst exportieren, um es zu behalten.</translation>
  </message>
  <message>
   <source>It cannot be read as it is now, so it was not kept. The one of before stays.</source>
   <translation>So, wie es jetzt ist, ist es nicht lesbar, also wurde es nicht behalten. Das vorige bleibt.</translation>
  </message>
  <message>
   <source>Its only entry goes with it. Export it first to keep it.</source>
   <translation>Ihr einziger Eintrag geht mit. Exportieren Sie sie zuerst, um ihn zu behalten.</translation>
  </message>
  <message>
   <source>Its {count} entries go with it. Export it first to keep them.</source>
   <translation>Seine {count} Einträge gehen mit. Es zuerst exportieren, um sie zu behalten.</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove the list “{title}”?</source>
   <translation>Die Liste „{title}“ entfernen?</translation>
  </message>
 </context>
 <context>
  <name>OwnListsDialog</name>
  <message>
   <source>1 entry</source>
   <translation>1 Eintrag</translation>
  </message>
  <message>
   <source>A trigger lexicon in TOML; the guide describes the format.</source>
   <translation>Ein Auslöser-Lexikon in TOML; die Anleitung beschreibt das Format.</translation>
  </message>
  <message>
   <source>CSV (*.csv);;JSON Lines (*.jsonl);;Patterns of spaCy (*.patterns.jsonl)</source>
   <translation>CSV (*.csv);;JSON Lines (*.jsonl);;spaCy-Muster (*.patterns.jsonl)</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Entries</source>
   <translation>Einträge</translation>
  </message>
  <message>
   <source>Entries added: {added}. Lines refused: {refused}.</source>
   <translation>Einträge hinzugefügt: {added}. Zeilen abgewiesen: {refused}.</translation>
  </message>
  <message>
   <source>Export the list</source>
   <translation>Liste exportieren</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <source>Filter entries</source>
   <translation>Einträge filtern</translation>
  </message>
  <message>
   <source>Import into a list</source>
   <translation>In eine Liste importieren</translation>
  </message>
  <message>
   <source>Import…</source>
   <translation>Importieren…</translation>
  </message>
  <message>
   <source>Keep the lexicon</source>
   <translation>Lexikon behalten</translation>
  </message>
  <message>
   <source>Lists</source>
   <translation>Listen</translation>
  </message>
  <message>
   <source>Lists (*.csv *.tsv *.txt *.jsonl *.json *.toml);;All files (*)</source>
   <translation>Listen (*.csv *.tsv *.txt *.jsonl *.json *.toml);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>My list</source>
   <translation>Meine Liste</translation>
  </message>
  <message>
   <source>My lists</source>
   <translation>Meine Listen</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Names and triggers that you know. They suggest in this project under “My lists”, beside the other suggesters.</source>
   <translation>Bekannte Namen und Auslöser. Sie schlagen in diesem Projekt unter „Meine Listen“ vor, neben den anderen Vorschlagsgebern.</translation>
  </message>
  <message>
   <source>New list</source>
   <translation>Neue Liste</translation>
  </message>
  <message>
   <source>New…</source>
   <translation>Neu…</translation>
  </message>
  <message>
   <source>Put back</source>
   <translation>Zurücklegen</translation>
  </message>
  <message>
   <source>Remove entries</source>
   <translation>Einträge entfernen</translation>
  </message>
  <message>
   <source>Remove…</source>
   <translation>Entfernen…</translation>
  </message>
  <message>
   <source>Rename the list</source>
   <translation>Liste umbenennen</translation>
  </message>
  <message>
   <source>Rename…</source>
   <translation>Umbenennen…</translation>
  </message>
  <message>
   <source>There is no list yet. Words that you add begin one.</source>
   <translation>Es gibt noch keine Liste. Wörter, die Sie hinzufügen, beginnen eine.</translation>
  </message>
  <message>
   <source>Trigger lexicon</source>
   <translation>Auslöser-Lexikon</translation>
  </message>
  <message>
   <source>trigger lexicon</source>
   <translation>Auslöser-Lexikon</translation>
  </message>
  <message>
   <source>{count} entries</source>
   <translation>{count} Einträge</translation>
  </message>
 </context>
 <context>
  <name>PackageDialog</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Wählen…</translation>
  </message>
  <message>
   <source>Folder to write into</source>
   <translation>Zielordner</translation>
  </message>
  <message>
   <source>Make a package</source>
   <translation>Paket machen</translation>
  </message>
  <message>
   <source>Make the package</source>
   <translation>Das Paket machen</translation>
  </message>
  <message>
   <source>Name, without the language</source>
   <translation>Name, ohne die Sprache</translation>
  </message>
  <message>
   <source>The package holds the pipeline, its tokenizer and a model card with labels and figures. It is installed with pip, and loaded by its name. Your articles are not in it.</source>
   <translation>Das Paket enthält die Pipeline, ihren Tokenizer und eine Modellkarte mit Labels und Zahlen. Es wird mit pip installiert und über seinen Namen geladen. Die Artikel sind nicht darin.</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>Version</translation>
  </message>
 </context>
 <context>
  <name>Palette</name>
  <message>
   <source>Search commands and labels</source>
   <translation>Befehle und Labels suchen</translation>
  </message>
 </context>
 <context>
  <name>PasteDialog</name>
  <message>
   <source>1 word</source>
   <translation>1 Wort</translation>
  </message>
  <message>
   <source>Add article</source>
   <translation>Artikel hinzufügen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Paste an article</source>
   <translation>Artikel einfügen</translation>
  </message>
  <message>
   <source>Text of the article</source>
   <translation>Text des Artikels</translation>
  </message>
  <message>
   <source>The clipboard holds a page; its article will be found.</source>
   <translation>Die Zwischenablage enthält eine Seite; ihr Artikel wird gefunden.</translation>
  </message>
  <message>
   <source>{count} words</source>
   <translation>{count} Wörter</translation>
  </message>
 </context>
 <context>
  <name>Places</name>
  <message>
   <source> – done</source>
   <translation> – fertig</translation>
  </message>
  <message>
   <source> – skipped</source>
   <translation> – übersprungen</translation>
  </message>
  <message>
   <source>cuts the suggested {label} {words}</source>
   <translation>zerschneidet den Vorschlag {label} {words}</translation>
  </message>
  <message>
   <source>has the label</source>
   <translation>hat das Label</translation>
  </message>
  <message>
   <source>inside the suggested {label} {words}</source>
   <translation>innerhalb des Vorschlags {label} {words}</translation>
  </message>
  <message>
   <source>inside the {label} {words}</source>
   <translation>innerhalb von {label} {words}</translation>
  </message>
  <message>
   <source>{labels} lies here</source>
   <translation>hier liegt {labels}</translation>
  </message>
 </context>
 <context>
  <name>PreferencesDialog</name>
  <message>
   <source> characters</source>
   <translation> Zeichen</translation>
  </message>
  <message>
   <source>Annotator</source>
   <translation>Annotator</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Colours of labels</source>
   <translation>Farben der Labels</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Font of articles</source>
   <translation>Schrift der Artikel</translation>
  </message>
  <message>
   <source>For blue-yellow blindness (tritan)</source>
   <translation>Bei Blau-Gelb-Blindheit (Tritan)</translation>
  </message>
  <message>
   <source>For red-green blindness (protan, deutan)</source>
   <translation>Bei Rot-Grün-Blindheit (Protan, Deutan)</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>Hoher Kontrast</translation>
  </message>
  <message>
   <source>Holds from the next start of Spandesk on.</source>
   <translation>Gilt ab dem nächsten Start von Spandesk.</translation>
  </message>
  <message>
   <source>Kept with every span and decision of projects that you open from now on.</source>
   <translation>Bleibt bei jeder Spanne und Entscheidung von Projekten, die von jetzt an geöffnet werden.</translation>
  </message>
  <message>
   <source>Keys as in</source>
   <translation>Tasten wie in</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Line spacing</source>
   <translation>Zeilenabstand</translation>
  </message>
  <message>
   <source>Preferences</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Single keys are changed by File → Keyboard shortcuts.</source>
   <translation>Einzelne Tasten werden unter „Datei“ → „Tastenkürzel“ geändert.</translation>
  </message>
  <message>
   <source>Size of articles</source>
   <translation>Größe der Artikel</translation>
  </message>
  <message>
   <source>Size of the window's text</source>
   <translation>Größe des Texts im Fenster</translation>
  </message>
  <message>
   <source>Spandesk: each label its own hue</source>
   <translation>Spandesk: jedes Label mit eigenem Farbton</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Farbschema</translation>
  </message>
  <message>
   <source>Who stands for the spans</source>
   <translation>Wer für die Spannen einsteht</translation>
  </message>
  <message>
   <source>Width of the column</source>
   <translation>Breite der Spalte</translation>
  </message>
 </context>
 <context>
  <name>Preview</name>
  <message>
   <source>In this article</source>
   <translation>In diesem Artikel</translation>
  </message>
  <message>
   <source>No article is open.</source>
   <translation>Kein Artikel ist offen.</translation>
  </message>
  <message>
   <source>This entry</source>
   <translation>Dieser Eintrag</translation>
  </message>
  <message>
   <source>This lexicon</source>
   <translation>Dieses Lexikon</translation>
  </message>
  <message>
   <source>This list</source>
   <translation>Diese Liste</translation>
  </message>
  <message>
   <source>this entry</source>
   <translation>dieser Eintrag</translation>
  </message>
  <message>
   <source>{what} finds nothing in the open article.</source>
   <translation>{what} findet im offenen Artikel nichts.</translation>
  </message>
  <message>
   <source>{what} would suggest 1 span in the open article:</source>
   <translation>{what} würde im offenen Artikel 1 Spanne vorschlagen:</translation>
  </message>
  <message>
   <source>{what} would suggest {count} spans in the open article:</source>
   <translation>{what} würde im offenen Artikel {count} Spannen vorschlagen:</translation>
  </message>
 </context>
 <context>
  <name>Progress</name>
  <message>
   <source>exporting…</source>
   <translation>Export läuft…</translation>
  </message>
  <message>
   <source>importing…</source>
   <translation>Import läuft…</translation>
  </message>
  <message>
   <source>looking at the files…</source>
   <translation>Dateien werden angesehen…</translation>
  </message>
  <message>
   <source>reading events: {percent} % of this article</source>
   <translation>Ereignisse lesen: {percent} % dieses Artikels</translation>
  </message>
  <message>
   <source>suggester is down</source>
   <translation>Vorschlagsgeber ist ausgefallen</translation>
  </message>
  <message>
   <source>suggester is starting…</source>
   <translation>Vorschlagsgeber startet…</translation>
  </message>
  <message>
   <source>suggester ready</source>
   <translation>Vorschlagsgeber bereit</translation>
  </message>
  <message>
   <source>suggesting: {done} of {total} articles</source>
   <translation>schlägt vor: {done} von {total} Artikeln</translation>
  </message>
  <message>
   <source>suggesting: {percent} % of this article</source>
   <translation>schlägt vor: {percent} % dieses Artikels</translation>
  </message>
  <message>
   <source>suggesting…</source>
   <translation>schlägt vor…</translation>
  </message>
  <message>
   <source>training paused</source>
   <translation>Training angehalten</translation>
  </message>
  <message>
   <source>training: step {done} of {total}</source>
   <translation>Training: Schritt {done} von {total}</translation>
  </message>
  <message>
   <source>training…</source>
   <translation>Training…</translation>
  </message>
 </context>
 <context>
  <name>Propagating</name>
  <message>
   <source>Look in the project</source>
   <translation>Im Projekt suchen</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>label “{words}” in 1 place</source>
   <translation>„{words}“ an 1 Stelle labeln</translation>
  </message>
  <message>
   <source>label “{words}” in {count} places</source>
   <translation>„{words}“ an {count} Stellen labeln</translation>
  </message>
  <message>
   <source>{spans} in {articles}.</source>
   <translation>{spans} in {articles}.</translation>
  </message>
  <message>
   <source>“{words}” stands here only once.</source>
   <translation>„{words}“ steht hier nur einmal.</translation>
  </message>
 </context>
 <context>
  <name>PropagationDialog</name>
  <message>
   <source>1 place</source>
   <translation>1 Stelle</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>Also in articles that are done or skipped</source>
   <translation>Auch in fertigen oder übersprungenen Artikeln</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>In the whole project</source>
   <translation>Im ganzen Projekt</translation>
  </message>
  <message>
   <source>In this article</source>
   <translation>In diesem Artikel</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>Label the same words</source>
   <translation>Dieselben Wörter labeln</translation>
  </message>
  <message>
   <source>Label {count} more</source>
   <translation>{count} weitere labeln</translation>
  </message>
  <message>
   <source>Label “{words}” as {label}</source>
   <translation>„{words}“ als {label} labeln</translation>
  </message>
  <message>
   <source>Labelling…</source>
   <translation>Wird gelabelt…</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>One step, which one undo takes back. The space bar ticks and unticks.</source>
   <translation>Ein Schritt, den einmal Rückgängig zurücknimmt. Die Leertaste setzt und entfernt Haken.</translation>
  </message>
  <message>
   <source>Places with the same words</source>
   <translation>Stellen mit denselben Wörtern</translation>
  </message>
  <message>
   <source>Where to look</source>
   <translation>Wo gesucht wird</translation>
  </message>
  <message>
   <source>in 1 article</source>
   <translation>in 1 Artikel</translation>
  </message>
  <message>
   <source>in {count} articles</source>
   <translation>in {count} Artikeln</translation>
  </message>
  <message>
   <source>more than that were not looked for</source>
   <translation>mehr als das wurde nicht gesucht</translation>
  </message>
  <message>
   <source>searching…</source>
   <translation>wird gesucht…</translation>
  </message>
  <message>
   <source>{count} more in articles that are done or skipped</source>
   <translation>{count} weitere in fertigen oder übersprungenen Artikeln</translation>
  </message>
  <message>
   <source>{count} places</source>
   <translation>{count} Stellen</translation>
  </message>
  <message>
   <source>{count} ticked</source>
   <translation>{count} angehakt</translation>
  </message>
 </context>
 <context>
  <name>ReadinessDialog</name>
  <message>
   <source>A click goes there</source>
   <translation>Ein Klick geht dorthin</translation>
  </message>
  <message>
   <source>Also articles that are not marked done</source>
   <translation>Auch Artikel, die nicht als fertig markiert sind</translation>
  </message>
  <message>
   <source>An export would be refused</source>
   <translation>Ein Export würde abgelehnt</translation>
  </message>
  <message>
   <source>Choose a row to see its spans</source>
   <translation>Eine Zeile wählen, um ihre Spannen zu sehen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Dev</source>
   <translation>Dev</translation>
  </message>
  <message>
   <source>Done: {done} of {total}. An export would write {spans}; articles for train {train}, for dev {dev}, for test {test}.</source>
   <translation>{total}, davon fertig: {done}. Ein Export würde {spans} schreiben; Artikel für Train {train}, für Dev {dev}, für Test {test}.</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>Befunde</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Noch einmal prüfen</translation>
  </message>
  <message>
   <source>Looked at; nothing found</source>
   <translation>Geprüft; nichts gefunden</translation>
  </message>
  <message>
   <source>Looking at the articles…</source>
   <translation>Die Artikel werden geprüft…</translation>
  </message>
  <message>
   <source>No span would be learned by the span categorizer.</source>
   <translation>Keine Spanne würde vom Span Categorizer gelernt.</translation>
  </message>
  <message>
   <source>Of the spans that the span categorizer learns, sizes reach:</source>
   <translation>Von den Spannen, die der Span Categorizer lernt, erreichen Größen:</translation>
  </message>
  <message>
   <source>Ready to train?</source>
   <translation>Bereit zum Trainieren?</translation>
  </message>
  <message>
   <source>Span lengths</source>
   <translation>Spannenlängen</translation>
  </message>
  <message>
   <source>Spans of the row</source>
   <translation>Spannen der Zeile</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <translation>Angehalten.</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>The first {shown}; a click goes there</source>
   <translation>Die ersten {shown}; ein Klick geht dorthin</translation>
  </message>
  <message>
   <source>This row speaks of no single spans</source>
   <translation>Diese Zeile handelt von keinen einzelnen Spannen</translation>
  </message>
  <message>
   <source>Train</source>
   <translation>Train</translation>
  </message>
  <message>
   <source>Training would suffer</source>
   <translation>Das Training würde leiden</translation>
  </message>
  <message>
   <source>Worth knowing</source>
   <translation>Wissenswert</translation>
  </message>
  <message>
   <source>spaCy calls so few training spans too rare</source>
   <translation>spaCy nennt so wenige Trainingsspannen zu selten</translation>
  </message>
  <message>
   <source>{low}–{high} tokens: {share} %</source>
   <translation>{low}–{high} Tokens: {share} %</translation>
  </message>
 </context>
 <context>
  <name>RealignDialog</name>
  <message>
   <source>1 is taken out</source>
   <translation>1 wird herausgenommen</translation>
  </message>
  <message>
   <source>1 moves</source>
   <translation>1 rückt</translation>
  </message>
  <message>
   <source>1 span stays</source>
   <translation>1 Spanne bleibt</translation>
  </message>
  <message>
   <source>Align the spans of “{title}”</source>
   <translation>Die Spannen von „{title}“ ausrichten</translation>
  </message>
  <message>
   <source>Before: {text}</source>
   <translation>Vorher: {text}</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Now: {text}</source>
   <translation>Jetzt: {text}</translation>
  </message>
  <message>
   <source>Put the old text back</source>
   <translation>Den alten Text zurückholen</translation>
  </message>
  <message>
   <source>Span</source>
   <translation>Spanne</translation>
  </message>
  <message>
   <source>Spans; the space bar ticks and unticks</source>
   <translation>Spannen; die Leertaste setzt und löst das Häkchen</translation>
  </message>
  <message>
   <source>Take the text</source>
   <translation>Den Text nehmen</translation>
  </message>
  <message>
   <source>Text changed from outside</source>
   <translation>Text von außen geändert</translation>
  </message>
  <message>
   <source>The chosen span, before and now</source>
   <translation>Die gewählte Spanne, vorher und jetzt</translation>
  </message>
  <message>
   <source>The text is not the one that was annotated. Ticked spans stay, or move to where their words are now; the others are taken out. A backup is made first.</source>
   <translation>Der Text ist nicht der, der annotiert wurde. Spannen mit Häkchen bleiben oder rücken dorthin, wo ihre Wörter jetzt stehen; die anderen werden herausgenommen. Zuvor wird gesichert.</translation>
  </message>
  <message>
   <source>What becomes of it</source>
   <translation>Was aus ihr wird</translation>
  </message>
  <message>
   <source>Where its words are now</source>
   <translation>Wo ihre Wörter jetzt stehen</translation>
  </message>
  <message>
   <source>is not in the text any more</source>
   <translation>steht nicht mehr im Text</translation>
  </message>
  <message>
   <source>moves</source>
   <translation>rückt</translation>
  </message>
  <message>
   <source>moves; one of {count} places</source>
   <translation>rückt; eine von {count} Stellen</translation>
  </message>
  <message>
   <source>stays</source>
   <translation>bleibt</translation>
  </message>
  <message>
   <source>{count} are taken out</source>
   <translation>{count} werden herausgenommen</translation>
  </message>
  <message>
   <source>{count} move</source>
   <translation>{count} rücken</translation>
  </message>
  <message>
   <source>{count} spans stay</source>
   <translation>{count} Spannen bleiben</translation>
  </message>
  <message>
   <source>{words} (no backup has the old text)</source>
   <translation>{words} (keine Sicherung hat den alten Text)</translation>
  </message>
 </context>
 <context>
  <name>RealignFlows</name>
  <message>
   <source>The old text is back, with every span on its words.</source>
   <translation>Der alte Text ist wieder da, jede Spanne auf ihren Wörtern.</translation>
  </message>
  <message>
   <source>The text was taken as it is; 1 span was taken out.</source>
   <translation>Der Text wurde genommen, wie er ist; 1 Spanne wurde herausgenommen.</translation>
  </message>
  <message>
   <source>The text was taken as it is; {count} spans were taken out.</source>
   <translation>Der Text wurde genommen, wie er ist; {count} Spannen wurden herausgenommen.</translation>
  </message>
 </context>
 <context>
  <name>RefusedDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Import into a list</source>
   <translation>In eine Liste importieren</translation>
  </message>
  <message>
   <source>Only the first {count} are shown.</source>
   <translation>Nur die ersten {count} werden gezeigt.</translation>
  </message>
  <message>
   <source>Refused lines</source>
   <translation>Abgewiesene Zeilen</translation>
  </message>
  <message>
   <source>The other lines are in. Mend these, and import the file again.</source>
   <translation>Die anderen Zeilen sind aufgenommen. Diese richtigstellen, und die Datei noch einmal importieren.</translation>
  </message>
 </context>
 <context>
  <name>RelationChangeDialog</name>
  <message>
   <source>1 relation</source>
   <translation>1 Beziehung</translation>
  </message>
  <message>
   <source>It is offered no more. Spans that it ties stay tied, under its old name.</source>
   <translation>Sie wird nicht mehr angeboten. Spannen, die sie verbindet, bleiben verbunden, unter dem alten Namen.</translation>
  </message>
  <message>
   <source>It ties what any of them tied. Where two then say the same of the same spans, one goes.</source>
   <translation>Sie verbindet, was eine von ihnen verband. Wo zwei dann dasselbe von denselben Spannen sagen, geht eine.</translation>
  </message>
  <message>
   <source>Merge relations</source>
   <translation>Beziehungen vereinen</translation>
  </message>
  <message>
   <source>Relations between spans go with it.</source>
   <translation>Beziehungen zwischen Spannen gehen mit.</translation>
  </message>
  <message>
   <source>Rename a relation</source>
   <translation>Eine Beziehung umbenennen</translation>
  </message>
  <message>
   <source>Retire a relation</source>
   <translation>Eine Beziehung nicht mehr geben</translation>
  </message>
  <message>
   <source>{count} relations</source>
   <translation>{count} Beziehungen</translation>
  </message>
  <message>
   <source>{count} say what is said already.</source>
   <translation>{count} sagen, was schon gesagt ist.</translation>
  </message>
 </context>
 <context>
  <name>RelationFlows</name>
  <message>
   <source>An event has roles: open it and fill one.</source>
   <translation>Ein Ereignis hat Rollen: Öffnen Sie es und füllen Sie eine.</translation>
  </message>
  <message>
   <source>It has no relations.</source>
   <translation>Sie hat keine Beziehungen.</translation>
  </message>
  <message>
   <source>There is nothing to relate it to.</source>
   <translation>Es gibt nichts, womit sie verbunden werden kann.</translation>
  </message>
  <message>
   <source>They are related so already.</source>
   <translation>Sie sind schon so verbunden.</translation>
  </message>
 </context>
 <context>
  <name>RelationForm</name>
  <message>
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>Guideline</source>
   <translation>Richtlinie</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Zu</translation>
  </message>
  <message>
   <source>Where nothing is ticked, any span goes.</source>
   <translation>Wo nichts angekreuzt ist, geht jede Spanne.</translation>
  </message>
 </context>
 <context>
  <name>RelationSearch</name>
  <message>
   <source>Call “{relation}” otherwise…</source>
   <translation>„{relation}“ anders nennen…</translation>
  </message>
  <message>
   <source>Go along “{relation}”</source>
   <translation>„{relation}“ nachgehen</translation>
  </message>
  <message>
   <source>New relation “{name}”</source>
   <translation>Neue Beziehung „{name}“</translation>
  </message>
  <message>
   <source>Relation: choose one, or type a new name</source>
   <translation>Beziehung: wählen oder neuen Namen tippen</translation>
  </message>
  <message>
   <source>Relations of this span</source>
   <translation>Beziehungen dieser Spanne</translation>
  </message>
  <message>
   <source>Remove “{relation}”</source>
   <translation>„{relation}“ entfernen</translation>
  </message>
  <message>
   <source>There is none yet: type a name, then Enter.</source>
   <translation>Noch gibt es keine: einen Namen tippen, dann die Eingabetaste.</translation>
  </message>
  <message>
   <source>Turn “{relation}” around</source>
   <translation>„{relation}“ umdrehen</translation>
  </message>
 </context>
 <context>
  <name>ReliabilityDiagram</name>
  <message>
   <source>Expected calibration error {error}</source>
   <translation>Erwarteter Kalibrierungsfehler {error}</translation>
  </message>
  <message>
   <source>score</source>
   <translation>Score</translation>
  </message>
  <message>
   <source>score {low} to {high}: {right} of {count} right ({share}), mean score {mean}</source>
   <translation>Score {low} bis {high}: {right} von {count} richtig ({share}), mittlerer Score {mean}</translation>
  </message>
 </context>
 <context>
  <name>RemovalDialog</name>
  <message>
   <source>1 of them is done.</source>
   <translation>1 davon ist fertig.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Gold spans that go along: {count}. Training, export and figures are without them then.</source>
   <translation>Gold-Spannen, die mitgehen: {count}. Training, Export und Zahlen sind dann ohne sie.</translation>
  </message>
  <message>
   <source>It is done.</source>
   <translation>Er ist fertig.</translation>
  </message>
  <message>
   <source>None of them is done. Gold spans that go along: {count}.</source>
   <translation>Keiner davon ist fertig. Gold-Spannen, die mitgehen: {count}.</translation>
  </message>
  <message>
   <source>Nothing is deleted. Undo takes it back, also after a restart; and what is removed stands under “Removed” in the list, to be brought back as it was.</source>
   <translation>Nichts wird gelöscht. Rückgängig nimmt es zurück, auch nach einem Neustart; und was entfernt ist, steht in der Liste unter „Entfernt“ und lässt sich so zurückholen, wie es war.</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove 1 article?</source>
   <translation>1 Artikel entfernen?</translation>
  </message>
  <message>
   <source>Remove articles</source>
   <translation>Artikel entfernen</translation>
  </message>
  <message>
   <source>Remove {count}</source>
   <translation>{count} entfernen</translation>
  </message>
  <message>
   <source>Remove {count} articles?</source>
   <translation>{count} Artikel entfernen?</translation>
  </message>
  <message>
   <source>{count} of them are done.</source>
   <translation>{count} davon sind fertig.</translation>
  </message>
 </context>
 <context>
  <name>RemovalFlows</name>
  <message>
   <source>&amp;Bring back</source>
   <translation>&amp;Zurückholen</translation>
  </message>
  <message>
   <source>&amp;Bring {count} articles back</source>
   <translation>{count} Artikel &amp;zurückholen</translation>
  </message>
  <message>
   <source>&amp;Details…</source>
   <translation>&amp;Angaben…</translation>
  </message>
  <message>
   <source>&amp;Open</source>
   <translation>Ö&amp;ffnen</translation>
  </message>
  <message>
   <source>&amp;Remove</source>
   <translation>&amp;Entfernen</translation>
  </message>
  <message>
   <source>&amp;Remove {count} articles</source>
   <translation>{count} Artikel &amp;entfernen</translation>
  </message>
  <message>
   <source>Bring back</source>
   <translation>Zurückholen</translation>
  </message>
  <message>
   <source>No article is removed.</source>
   <translation>Kein Artikel ist entfernt.</translation>
  </message>
  <message>
   <source>This article is removed.</source>
   <translation>Dieser Artikel ist entfernt.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>bring {count} articles back</source>
   <translation>{count} Artikel zurückholen</translation>
  </message>
  <message>
   <source>bring “{title}” back</source>
   <translation>„{title}“ zurückholen</translation>
  </message>
  <message>
   <source>remove {count} articles</source>
   <translation>{count} Artikel entfernen</translation>
  </message>
  <message>
   <source>remove “{title}”</source>
   <translation>„{title}“ entfernen</translation>
  </message>
  <message>
   <source>{count} articles are back.</source>
   <translation>{count} Artikel sind zurück.</translation>
  </message>
  <message>
   <source>{count} articles are removed.</source>
   <translation>{count} Artikel sind entfernt.</translation>
  </message>
  <message>
   <source>“{title}” is back.</source>
   <translation>„{title}“ ist zurück.</translation>
  </message>
  <message>
   <source>“{title}” is removed.</source>
   <translation>„{title}“ ist entfernt.</translation>
  </message>
 </context>
 <context>
  <name>ReplaceDialog</name>
  <message>
   <source>In {folder}. What it holds now is lost when it is replaced.</source>
   <translation>In {folder}. Was sie jetzt enthält, geht verloren, wenn sie ersetzt wird.</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <source>Replace the file?</source>
   <translation>Datei ersetzen?</translation>
  </message>
  <message>
   <source>{name} is there already</source>
   <translation>{name} ist schon da</translation>
  </message>
 </context>
 <context>
  <name>RestoringDialog</name>
  <message>
   <source>Backups</source>
   <translation>Sicherungen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>How far it is</source>
   <translation>Wie weit es ist</translation>
  </message>
  <message>
   <source>Putting the backup in place</source>
   <translation>Die Sicherung tritt an die Stelle des Projekts</translation>
  </message>
  <message>
   <source>The present project becomes a backup first. Until the end it stays as it is.</source>
   <translation>Der jetzige Stand wird zuerst gesichert. Bis zum Ende bleibt das Projekt, wie es ist.</translation>
  </message>
 </context>
 <context>
  <name>RoleForm</name>
  <message>
   <source>? none or one · 1 one · * any · + at least one · {2} two · {1-3}</source>
   <translation>? keiner oder einer · 1 einer · * beliebig viele · + mindestens einer · {2} zwei · {1-3}</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Examples</source>
   <translation>Beispiele</translation>
  </message>
  <message>
   <source>Filled by</source>
   <translation>Gefüllt von</translation>
  </message>
  <message>
   <source>Guideline</source>
   <translation>Richtlinie</translation>
  </message>
  <message>
   <source>How many</source>
   <translation>Wie viele</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Taste</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
 </context>
 <context>
  <name>RunTable</name>
  <message>
   <source>Runs side by side</source>
   <translation>Läufe nebeneinander</translation>
  </message>
  <message>
   <source>any number of labels</source>
   <translation>beliebig viele Labels</translation>
  </message>
  <message>
   <source>articles: train, dev, test</source>
   <translation>Artikel: Train, Dev, Test</translation>
  </message>
  <message>
   <source>began from</source>
   <translation>begonnen mit</translation>
  </message>
  <message>
   <source>components</source>
   <translation>Komponenten</translation>
  </message>
  <message>
   <source>data</source>
   <translation>Daten</translation>
  </message>
  <message>
   <source>entities</source>
   <translation>Entitäten</translation>
  </message>
  <message>
   <source>events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>minutes</source>
   <translation>Minuten</translation>
  </message>
  <message>
   <source>one label</source>
   <translation>ein Label</translation>
  </message>
  <message>
   <source>precision {precision}, recall {recall}, gold spans {gold}</source>
   <translation>Präzision {precision}, Recall {recall}, Gold-Spannen {gold}</translation>
  </message>
  <message>
   <source>span categorizer</source>
   <translation>Span Categorizer</translation>
  </message>
  <message>
   <source>spans to train on</source>
   <translation>Spannen zum Trainieren</translation>
  </message>
  <message>
   <source>steps, best at</source>
   <translation>Schritte, bester bei</translation>
  </message>
  <message>
   <source>trained</source>
   <translation>trainiert</translation>
  </message>
  <message>
   <source>{side}: F1 of {layer}</source>
   <translation>{side}: F1 von {layer}</translation>
  </message>
  <message>
   <source>{side}: {label}</source>
   <translation>{side}: {label}</translation>
  </message>
 </context>
 <context>
  <name>RunningDialog</name>
  <message>
   <source>An import or export is still running</source>
   <translation>Ein Import oder Export läuft noch</translation>
  </message>
  <message>
   <source>Close anyway</source>
   <translation>Trotzdem schließen</translation>
  </message>
  <message>
   <source>Closing stops it. Articles that are in the project stay there; of an export nothing is written, and an earlier one stays as it is.</source>
   <translation>Schließen hält ihn an. Artikel, die im Projekt sind, bleiben dort; von einem Export wird nichts geschrieben, und ein früherer bleibt, wie er ist.</translation>
  </message>
  <message>
   <source>Something is still running</source>
   <translation>Etwas läuft noch</translation>
  </message>
  <message>
   <source>Stay</source>
   <translation>Bleiben</translation>
  </message>
 </context>
 <context>
  <name>SafetyFlows</name>
  <message>
   <source>Align its spans…</source>
   <translation>Spannen ausrichten…</translation>
  </message>
  <message>
   <source>Backups…</source>
   <translation>Sicherungen…</translation>
  </message>
  <message>
   <source>Check and repair…</source>
   <translation>Prüfen und reparieren…</translation>
  </message>
  <message>
   <source>Check…</source>
   <translation>Prüfen…</translation>
  </message>
  <message>
   <source>No backup could be made. Your corrections are saved as always. {why}</source>
   <translation>Es konnte keine Sicherung angelegt werden. Die Korrekturen sind gespeichert wie immer. {why}</translation>
  </message>
  <message>
   <source>Nothing has changed since the newest backup.</source>
   <translation>Seit der neuesten Sicherung hat sich nichts geändert.</translation>
  </message>
  <message>
   <source>The project was backed up to {path}.</source>
   <translation>Das Projekt wurde nach {path} gesichert.</translation>
  </message>
  <message>
   <source>This is the project as it was on {moment}. What was there before is the newest backup now.</source>
   <translation>Das ist das Projekt, wie es am {moment} war. Was vorher da war, ist jetzt die neueste Sicherung.</translation>
  </message>
 </context>
 <context>
  <name>SchemaChangeDialog</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Fillers</source>
   <translation>Füller</translation>
  </message>
  <message>
   <source>Fillers of the ticked kinds go to the new role.</source>
   <translation>Füller der angekreuzten Arten gehen zur neuen Rolle.</translation>
  </message>
  <message>
   <source>Give a name, and tick what goes to it.</source>
   <translation>Geben Sie einen Namen, und kreuzen Sie an, was dahin geht.</translation>
  </message>
  <message>
   <source>Give another name.</source>
   <translation>Geben Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>Give {what} no more</source>
   <translation>{what} nicht mehr geben</translation>
  </message>
  <message>
   <source>In every event label that has a role of this name</source>
   <translation>In jedem Ereignis-Label, das eine Rolle dieses Namens hat</translation>
  </message>
  <message>
   <source>Into</source>
   <translation>Mit</translation>
  </message>
  <message>
   <source>Labels below that inherit the role have it renamed.</source>
   <translation>Labels darunter, die die Rolle erben, haben sie unter dem neuen Namen.</translation>
  </message>
  <message>
   <source>Looking at every article…</source>
   <translation>Jeder Artikel wird angesehen…</translation>
  </message>
  <message>
   <source>Merge</source>
   <translation>Vereinen</translation>
  </message>
  <message>
   <source>Merge labels</source>
   <translation>Labels vereinen</translation>
  </message>
  <message>
   <source>Merge roles</source>
   <translation>Rollen vereinen</translation>
  </message>
  <message>
   <source>Merge {what} into another one</source>
   <translation>{what} mit einem anderen vereinen</translation>
  </message>
  <message>
   <source>New name</source>
   <translation>Neuer Name</translation>
  </message>
  <message>
   <source>Nothing has another label yet.</source>
   <translation>Noch hat nichts ein anderes Label.</translation>
  </message>
  <message>
   <source>One step, which one undo takes back. Click a row to look at the place.</source>
   <translation>Ein Schritt, den einmal Rückgängig zurücknimmt. Ein Klick auf eine Zeile zeigt die Stelle.</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Rename a label</source>
   <translation>Ein Label umbenennen</translation>
  </message>
  <message>
   <source>Rename a role</source>
   <translation>Eine Rolle umbenennen</translation>
  </message>
  <message>
   <source>Rename {what} in the whole project</source>
   <translation>{what} im ganzen Projekt umbenennen</translation>
  </message>
  <message>
   <source>Retire</source>
   <translation>Nicht mehr geben</translation>
  </message>
  <message>
   <source>Retire a label</source>
   <translation>Ein Label nicht mehr geben</translation>
  </message>
  <message>
   <source>Retire a role</source>
   <translation>Eine Rolle nicht mehr geben</translation>
  </message>
  <message>
   <source>Spans get the labels that you give to their words or to themselves.</source>
   <translation>Spannen bekommen die Labels, die Sie ihren Wörtern oder ihnen selbst geben.</translation>
  </message>
  <message>
   <source>Spans that are touched</source>
   <translation>Betroffene Spannen</translation>
  </message>
  <message>
   <source>Spans that have it keep it. It is offered no more, and its suggestions are hidden.</source>
   <translation>Spannen, die es haben, behalten es. Es wird nicht mehr angeboten, und seine Vorschläge sind verborgen.</translation>
  </message>
  <message>
   <source>Spans, suggestions, decisions and roles that name the label go with it.</source>
   <translation>Spannen, Vorschläge, Entscheidungen und Rollen, die das Label nennen, gehen mit.</translation>
  </message>
  <message>
   <source>Split</source>
   <translation>Teilen</translation>
  </message>
  <message>
   <source>Split a label</source>
   <translation>Ein Label teilen</translation>
  </message>
  <message>
   <source>Split a role</source>
   <translation>Eine Rolle teilen</translation>
  </message>
  <message>
   <source>Split {what}</source>
   <translation>{what} teilen</translation>
  </message>
  <message>
   <source>The first {count} are listed.</source>
   <translation>Die ersten {count} sind aufgeführt.</translation>
  </message>
  <message>
   <source>What fills it stays, and is marked as a role that the schema does not have.</source>
   <translation>Was sie füllt, bleibt und ist als Rolle gekennzeichnet, die das Schema nicht hat.</translation>
  </message>
  <message>
   <source>What fills the role fills the other one from now on.</source>
   <translation>Was die Rolle füllt, füllt von nun an die andere.</translation>
  </message>
  <message>
   <source>Where two spans then say the same, one goes; what points at it points at the other.</source>
   <translation>Wo zwei Spannen dann dasselbe sagen, geht eine; was auf sie zeigt, zeigt auf die andere.</translation>
  </message>
  <message>
   <source>{count} stand where the label is already.</source>
   <translation>{count} stehen, wo das Label schon ist.</translation>
  </message>
  <message>
   <source>{role} of {label}</source>
   <translation>{role} von {label}</translation>
  </message>
  <message>
   <source>{spans} in {articles}.</source>
   <translation>{spans} in {articles}.</translation>
  </message>
 </context>
 <context>
  <name>SchemaEditor</name>
  <message>
   <source>1 label</source>
   <translation>1 Label</translation>
  </message>
  <message>
   <source>1 relation</source>
   <translation>1 Beziehung</translation>
  </message>
  <message>
   <source>1 role</source>
   <translation>1 Rolle</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Attribute</source>
   <translation>Attribut</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Changed meanwhile, so that what was not saved of it is gone: {names}.</source>
   <translation>Inzwischen geändert, sodass verloren ist, was davon nicht gespeichert war: {names}.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Discard</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <source>Down</source>
   <translation>Nach unten</translation>
  </message>
  <message>
   <source>Entity label</source>
   <translation>Entitäts-Label</translation>
  </message>
  <message>
   <source>Event label</source>
   <translation>Ereignis-Label</translation>
  </message>
  <message>
   <source>Event label below this one</source>
   <translation>Ereignis-Label unter diesem</translation>
  </message>
  <message>
   <source>Export the schema</source>
   <translation>Das Schema ausgeben</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <source>Give it again</source>
   <translation>Wieder geben</translation>
  </message>
  <message>
   <source>Import a schema</source>
   <translation>Ein Schema einlesen</translation>
  </message>
  <message>
   <source>Import…</source>
   <translation>Importieren…</translation>
  </message>
  <message>
   <source>It has faults, so it cannot be saved as it is.</source>
   <translation>Es hat Fehler und kann so nicht gespeichert werden.</translation>
  </message>
  <message>
   <source>Merge…</source>
   <translation>Vereinen…</translation>
  </message>
  <message>
   <source>Relation</source>
   <translation>Beziehung</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Rename…</source>
   <translation>Umbenennen…</translation>
  </message>
  <message>
   <source>Retire…</source>
   <translation>Nicht mehr geben…</translation>
  </message>
  <message>
   <source>Role of this label</source>
   <translation>Rolle dieses Labels</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Schema</source>
   <translation>Schema</translation>
  </message>
  <message>
   <source>Schema (*.toml);;brat configuration (*.conf)</source>
   <translation>Schema (*.toml);;brat-Konfiguration (*.conf)</translation>
  </message>
  <message>
   <source>Schemas (*.toml *.conf);;All files (*)</source>
   <translation>Schemas (*.toml *.conf);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Split…</source>
   <translation>Teilen…</translation>
  </message>
  <message>
   <source>The schema was changed and not saved.</source>
   <translation>Das Schema wurde geändert und nicht gespeichert.</translation>
  </message>
  <message>
   <source>Up</source>
   <translation>Nach oben</translation>
  </message>
  <message>
   <source>What is wrong</source>
   <translation>Was nicht stimmt</translation>
  </message>
  <message>
   <source>Written to {file}.</source>
   <translation>Nach {file} geschrieben.</translation>
  </message>
  <message>
   <source>as in the project</source>
   <translation>wie im Projekt</translation>
  </message>
  <message>
   <source>change the schema</source>
   <translation>Schema ändern</translation>
  </message>
  <message>
   <source>not saved yet</source>
   <translation>noch nicht gespeichert</translation>
  </message>
  <message>
   <source>the schema as a whole</source>
   <translation>das Schema im Ganzen</translation>
  </message>
  <message>
   <source>{count} labels</source>
   <translation>{count} Labels</translation>
  </message>
  <message>
   <source>{count} relations</source>
   <translation>{count} Beziehungen</translation>
  </message>
  <message>
   <source>{count} roles</source>
   <translation>{count} Rollen</translation>
  </message>
 </context>
 <context>
  <name>SchemaFlows</name>
  <message>
   <source>Its event labels have no roles; there are some for them now.</source>
   <translation>Seine Ereignis-Labels haben keine Rollen; inzwischen gibt es welche für sie.</translation>
  </message>
  <message>
   <source>Take roles over…</source>
   <translation>Rollen übernehmen…</translation>
  </message>
  <message>
   <source>Taken over: {what}.</source>
   <translation>Übernommen: {what}.</translation>
  </message>
  <message>
   <source>This project was made by an older Spandesk and was brought up to date. The file as it was lies at {path}.</source>
   <translation>Dieses Projekt stammt aus einem älteren Spandesk und wurde auf den neuen Stand gebracht. Die Datei, wie sie war, liegt unter {path}.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>take roles over from {schema}</source>
   <translation>Rollen von {schema} übernehmen</translation>
  </message>
 </context>
 <context>
  <name>SchemaTree</name>
  <message>
   <source>Attributes</source>
   <translation>Attribute</translation>
  </message>
  <message>
   <source>Entities</source>
   <translation>Entitäten</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Labels, roles, attributes and relations</source>
   <translation>Labels, Rollen, Attribute und Beziehungen</translation>
  </message>
  <message>
   <source>Relations</source>
   <translation>Beziehungen</translation>
  </message>
  <message>
   <source>{label} (retired)</source>
   <translation>{label} (nicht mehr gegeben)</translation>
  </message>
 </context>
 <context>
  <name>Schemas</name>
  <message>
   <source>18 entity labels of OntoNotes and 30 event labels with roles for politics, conflict and disaster news.</source>
   <translation>18 Entitäts-Labels von OntoNotes und 30 Ereignis-Labels mit Rollen für Nachrichten über Politik, Konflikte und Katastrophen.</translation>
  </message>
  <message>
   <source>A start for a schema of your own: one entity label and one event label.</source>
   <translation>Ein Anfang für ein eigenes Schema: ein Entitäts-Label und ein Ereignis-Label.</translation>
  </message>
  <message>
   <source>ACE: 33 event types with their roles</source>
   <translation>ACE: 33 Ereignistypen mit ihren Rollen</translation>
  </message>
  <message>
   <source>Blank: one label per layer</source>
   <translation>Leer: ein Label je Ebene</translation>
  </message>
  <message>
   <source>Business</source>
   <translation>Wirtschaftsleben</translation>
  </message>
  <message>
   <source>Confidence</source>
   <translation>Gewissheit</translation>
  </message>
  <message>
   <source>Conflict</source>
   <translation>Konflikt</translation>
  </message>
  <message>
   <source>Contact</source>
   <translation>Kontakt</translation>
  </message>
  <message>
   <source>Context</source>
   <translation>Kontext</translation>
  </message>
  <message>
   <source>Diplomacy</source>
   <translation>Diplomatie</translation>
  </message>
  <message>
   <source>Disaster</source>
   <translation>Katastrophe</translation>
  </message>
  <message>
   <source>Economy</source>
   <translation>Wirtschaft</translation>
  </message>
  <message>
   <source>Entities</source>
   <translation>Entitäten</translation>
  </message>
  <message>
   <source>Event types and roles after ACE 2005 under their eight parents, with the entity, value and time labels that fill them. Guidelines are our own, not those of the LDC.</source>
   <translation>Ereignistypen und Rollen nach ACE 2005 unter ihren acht Oberbegriffen, mit den Labels für Entitäten, Werte und Zeiten, die sie füllen. Die Richtlinien sind unsere eigenen, nicht die des LDC.</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Genericity</source>
   <translation>Allgemeinheit</translation>
  </message>
  <message>
   <source>Justice</source>
   <translation>Justiz</translation>
  </message>
  <message>
   <source>Life</source>
   <translation>Leben</translation>
  </message>
  <message>
   <source>Material conflict</source>
   <translation>Konflikt in Taten</translation>
  </message>
  <message>
   <source>Material cooperation</source>
   <translation>Zusammenarbeit in Taten</translation>
  </message>
  <message>
   <source>Military</source>
   <translation>Militär</translation>
  </message>
  <message>
   <source>Modality</source>
   <translation>Modalität</translation>
  </message>
  <message>
   <source>Mode</source>
   <translation>Modus</translation>
  </message>
  <message>
   <source>Movement</source>
   <translation>Bewegung</translation>
  </message>
  <message>
   <source>News: entities</source>
   <translation>Nachrichten: Entitäten</translation>
  </message>
  <message>
   <source>News: entities and events</source>
   <translation>Nachrichten: Entitäten und Ereignisse</translation>
  </message>
  <message>
   <source>Numbers and dates</source>
   <translation>Zahlen und Daten</translation>
  </message>
  <message>
   <source>Organisations</source>
   <translation>Organisationen</translation>
  </message>
  <message>
   <source>PLOVER: political events</source>
   <translation>PLOVER: politische Ereignisse</translation>
  </message>
  <message>
   <source>People</source>
   <translation>Menschen</translation>
  </message>
  <message>
   <source>Personnel</source>
   <translation>Personal</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>Orte</translation>
  </message>
  <message>
   <source>Polarity</source>
   <translation>Polarität</translation>
  </message>
  <message>
   <source>Politics</source>
   <translation>Politik</translation>
  </message>
  <message>
   <source>Pressure</source>
   <translation>Druck</translation>
  </message>
  <message>
   <source>Realis</source>
   <translation>Realis</translation>
  </message>
  <message>
   <source>Speech</source>
   <translation>Äußerung</translation>
  </message>
  <message>
   <source>Tense</source>
   <translation>Zeitform</translation>
  </message>
  <message>
   <source>The 16 event types of PLOVER with modes, contexts, source and recipient; families are the quad classes. Entity labels of OntoNotes that actors, places and times need.</source>
   <translation>Die 16 Ereignistypen von PLOVER mit Modi, Kontexten, Quelle und Empfänger; die Familien sind die vier Quad-Klassen. Dazu die Entitäts-Labels von OntoNotes, die Akteure, Orte und Zeiten brauchen.</translation>
  </message>
  <message>
   <source>The 18 entity labels of OntoNotes, without events.</source>
   <translation>Die 18 Entitäts-Labels von OntoNotes, ohne Ereignisse.</translation>
  </message>
  <message>
   <source>Things</source>
   <translation>Dinge</translation>
  </message>
  <message>
   <source>Transaction</source>
   <translation>Transaktion</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>Werte</translation>
  </message>
  <message>
   <source>Verbal conflict</source>
   <translation>Konflikt in Worten</translation>
  </message>
  <message>
   <source>Verbal cooperation</source>
   <translation>Zusammenarbeit in Worten</translation>
  </message>
  <message>
   <source>Violence</source>
   <translation>Gewalt</translation>
  </message>
 </context>
 <context>
  <name>SearchWords</name>
  <message>
   <source>add load articles upload data</source>
   <translation>hinzufügen laden Artikel hochladen Daten</translation>
  </message>
  <message>
   <source>add load directory corpus</source>
   <translation>hinzufügen laden Verzeichnis Korpus</translation>
  </message>
  <message>
   <source>add new article clipboard</source>
   <translation>hinzufügen neuer Artikel Zwischenablage</translation>
  </message>
  <message>
   <source>agreement accuracy precision recall f1 score</source>
   <translation>Übereinstimmung Genauigkeit Precision Recall F1 Wert</translation>
  </message>
  <message>
   <source>all occurrences everywhere bulk same</source>
   <translation>alle Vorkommen überall gleiche</translation>
  </message>
  <message>
   <source>bigger font size</source>
   <translation>größere Schrift</translation>
  </message>
  <message>
   <source>change relabel tag type</source>
   <translation>ändern umbenennen Typ</translation>
  </message>
  <message>
   <source>complete submit save finish</source>
   <translation>fertig abschließen abgeben speichern</translation>
  </message>
  <message>
   <source>confirm yes correct</source>
   <translation>bestätigen ja richtig</translation>
  </message>
  <message>
   <source>coreference merge same entity join</source>
   <translation>Koreferenz zusammenführen dieselbe Entität</translation>
  </message>
  <message>
   <source>coreference separate</source>
   <translation>Koreferenz trennen</translation>
  </message>
  <message>
   <source>count progress numbers overview</source>
   <translation>zählen Fortschritt Zahlen Übersicht</translation>
  </message>
  <message>
   <source>dark light contrast mode</source>
   <translation>dunkel hell Kontrast Modus</translation>
  </message>
  <message>
   <source>delete drop article document throw away trash</source>
   <translation>löschen wegwerfen artikel dokument papierkorb</translation>
  </message>
  <message>
   <source>dismiss no wrong</source>
   <translation>verwerfen nein falsch</translation>
  </message>
  <message>
   <source>edit add rename new label colour tag set ontology</source>
   <translation>bearbeiten hinzufügen umbenennen neues Label Farbe Tags Ontologie</translation>
  </message>
  <message>
   <source>exclude ignore article leave out</source>
   <translation>ausschließen ignorieren artikel auslassen weglassen</translation>
  </message>
  <message>
   <source>exit close window</source>
   <translation>schließen Fenster verlassen</translation>
  </message>
  <message>
   <source>export spacy save docbin write corpus</source>
   <translation>export spacy speichern schreiben docbin Korpus</translation>
  </message>
  <message>
   <source>frame roles arguments</source>
   <translation>Rahmen Rollen Argumente</translation>
  </message>
  <message>
   <source>gazetteer dictionary lexicon terms</source>
   <translation>Wörterbuch Lexikon Begriffe Gazetteer</translation>
  </message>
  <message>
   <source>leave project</source>
   <translation>Projekt verlassen</translation>
  </message>
  <message>
   <source>load database</source>
   <translation>laden Datenbank</translation>
  </message>
  <message>
   <source>log restore earlier changes versions</source>
   <translation>Protokoll wiederherstellen früher Änderungen Versionen</translation>
  </message>
  <message>
   <source>manual instructions</source>
   <translation>Handbuch Anleitung</translation>
  </message>
  <message>
   <source>merge combine join frames</source>
   <translation>zusammenführen vereinen Rahmen</translation>
  </message>
  <message>
   <source>model learn fit spacy</source>
   <translation>Modell lernen spacy</translation>
  </message>
  <message>
   <source>model pipeline spacy settings</source>
   <translation>Modell Pipeline spacy Einstellungen</translation>
  </message>
  <message>
   <source>open again not done</source>
   <translation>wieder öffnen nicht fertig</translation>
  </message>
  <message>
   <source>open jump article</source>
   <translation>öffnen springen Artikel</translation>
  </message>
  <message>
   <source>quality problems validate check data</source>
   <translation>Qualität Probleme prüfen Daten</translation>
  </message>
  <message>
   <source>remove annotation unlabel</source>
   <translation>Annotation entfernen</translation>
  </message>
  <message>
   <source>rename edit title date source metadata properties</source>
   <translation>umbenennen bearbeiten titel datum quelle metadaten eigenschaften</translation>
  </message>
  <message>
   <source>repair verify damaged corrupt integrity</source>
   <translation>reparieren prüfen beschädigt defekt</translation>
  </message>
  <message>
   <source>repeat again</source>
   <translation>wiederholen redo noch einmal</translation>
  </message>
  <message>
   <source>restore recover version earlier go back</source>
   <translation>wiederherstellen zurückholen Version früher zurückgehen</translation>
  </message>
  <message>
   <source>restore undelete recover article</source>
   <translation>wiederherstellen artikel zurück retten</translation>
  </message>
  <message>
   <source>revert back mistake</source>
   <translation>zurücknehmen undo Fehler</translation>
  </message>
  <message>
   <source>save</source>
   <translation>speichern</translation>
  </message>
  <message>
   <source>save as convert json download</source>
   <translation>speichern unter umwandeln json herunterladen</translation>
  </message>
  <message>
   <source>save copy</source>
   <translation>speichern Kopie</translation>
  </message>
  <message>
   <source>search articles list</source>
   <translation>Artikel suchen Liste</translation>
  </message>
  <message>
   <source>search text</source>
   <translation>Text suchen</translation>
  </message>
  <message>
   <source>settings options configuration font language theme</source>
   <translation>Optionen Konfiguration Schrift Sprache Thema settings</translation>
  </message>
  <message>
   <source>shortcut shortcuts help cheat sheet</source>
   <translation>Kürzel Tastenkürzel Hilfe Übersicht</translation>
  </message>
  <message>
   <source>shortcut shortcuts hotkey key bindings</source>
   <translation>Kürzel Shortcut Hotkey Tastenbelegung</translation>
  </message>
  <message>
   <source>smaller font size</source>
   <translation>kleinere Schrift</translation>
  </message>
  <message>
   <source>threshold score confidence</source>
   <translation>Schwelle Wert Zuversicht</translation>
  </message>
  <message>
   <source>trash bin deleted articles restore</source>
   <translation>papierkorb gelöschte artikel wiederherstellen</translation>
  </message>
  <message>
   <source>version licence</source>
   <translation>Version Lizenz</translation>
  </message>
 </context>
 <context>
  <name>Session</name>
  <message>
   <source>This article is removed. Bring it back to work on it.</source>
   <translation>Dieser Artikel ist entfernt. Holen Sie ihn zurück, um daran zu arbeiten.</translation>
  </message>
 </context>
 <context>
  <name>ShortcutsDialog</name>
  <message>
   <source>1 … 9</source>
   <translation>1 … 9</translation>
  </message>
  <message>
   <source>A … Z</source>
   <translation>A … Z</translation>
  </message>
  <message>
   <source>All keys</source>
   <translation>Alle Tasten</translation>
  </message>
  <message>
   <source>Backspace</source>
   <translation>Rücktaste</translation>
  </message>
  <message>
   <source>Change keys…</source>
   <translation>Tasten ändern…</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Del</source>
   <translation>Entf</translation>
  </message>
  <message>
   <source>Delete the event; the spans stay</source>
   <translation>Das Ereignis löschen; die Spannen bleiben</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Eingabe</translation>
  </message>
  <message>
   <source>Esc</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Fill it and stay; without one, accept all suggested</source>
   <translation>Füllen und bleiben; ohne Rolle alles Vorgeschlagene annehmen</translation>
  </message>
  <message>
   <source>Fill the next empty role</source>
   <translation>Die nächste leere Rolle füllen</translation>
  </message>
  <message>
   <source>Fill the role with this letter</source>
   <translation>Die Rolle mit diesem Buchstaben füllen</translation>
  </message>
  <message>
   <source>Fill the role; without one, go on to the next suggestion</source>
   <translation>Die Rolle füllen; ohne Rolle weiter zum nächsten Vorschlag</translation>
  </message>
  <message>
   <source>Find a key or what it does</source>
   <translation>Eine Taste finden, oder was sie tut</translation>
  </message>
  <message>
   <source>Leave the role, then the event</source>
   <translation>Die Rolle verlassen, dann das Ereignis</translation>
  </message>
  <message>
   <source>No key does that.</source>
   <translation>Keine Taste tut das.</translation>
  </message>
  <message>
   <source>Shift+Enter</source>
   <translation>Umschalt+Eingabe</translation>
  </message>
  <message>
   <source>Space</source>
   <translation>Leertaste</translation>
  </message>
  <message>
   <source>Tab</source>
   <translation>Tab</translation>
  </message>
  <message>
   <source>Take the filler out</source>
   <translation>Den Füller herausnehmen</translation>
  </message>
  <message>
   <source>Take this candidate, or set this attribute</source>
   <translation>Diesen Kandidaten nehmen, oder dieses Attribut setzen</translation>
  </message>
  <message>
   <source>The next candidate, or the next filler</source>
   <translation>Der nächste Kandidat, oder der nächste Füller</translation>
  </message>
 </context>
 <context>
  <name>SpanList</name>
  <message>
   <source>gold</source>
   <translation>Gold</translation>
  </message>
  <message>
   <source>skipped suggestion {score}</source>
   <translation>übersprungener Vorschlag {score}</translation>
  </message>
  <message>
   <source>suggestion {score}</source>
   <translation>Vorschlag {score}</translation>
  </message>
 </context>
 <context>
  <name>SpansPanel</name>
  <message>
   <source>No spans here. This window only reads.</source>
   <translation>Hier sind keine Spannen. Dieses Fenster liest nur.</translation>
  </message>
  <message>
   <source>No spans yet. Select text and give it a label.</source>
   <translation>Noch keine Spannen. Text auswählen und ihm ein Label geben.</translation>
  </message>
  <message>
   <source>Spans and suggestions of the article, by place</source>
   <translation>Spannen und Vorschläge des Artikels, nach Ort</translation>
  </message>
 </context>
 <context>
  <name>SplitForm</name>
  <message>
   <source>Find</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Find words, or an article by its title</source>
   <translation>Wörter suchen, oder einen Artikel nach seinem Titel</translation>
  </message>
  <message>
   <source>Give it to the selected ones</source>
   <translation>Den ausgewählten geben</translation>
  </message>
  <message>
   <source>Goes to</source>
   <translation>Geht an</translation>
  </message>
  <message>
   <source>Leave as they are</source>
   <translation>Lassen, wie sie sind</translation>
  </message>
  <message>
   <source>New label</source>
   <translation>Neues Label</translation>
  </message>
  <message>
   <source>Select words, or single spans below them, and give them a label.</source>
   <translation>Wählen Sie Wörter oder einzelne Spannen darunter, und geben Sie ihnen ein Label.</translation>
  </message>
  <message>
   <source>Spans of the label</source>
   <translation>Spannen des Labels</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
 </context>
 <context>
  <name>StatisticsDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Entities</source>
   <translation>Entitäten</translation>
  </message>
  <message>
   <source>Event frames</source>
   <translation>Ereignisse mit Rollen</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Project statistics</source>
   <translation>Projektstatistik</translation>
  </message>
  <message>
   <source>Relations</source>
   <translation>Beziehungen</translation>
  </message>
  <message>
   <source>articles</source>
   <translation>Artikel</translation>
  </message>
 </context>
 <context>
  <name>StatusStrip</name>
  <message>
   <source>A drag over text makes a span with this label: {label}</source>
   <translation>Ziehen über Text legt eine Spanne mit diesem Label an: {label}</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Cancel the running job</source>
   <translation>Laufenden Auftrag abbrechen</translation>
  </message>
  <message>
   <source>Complete paragraphs</source>
   <translation>Vollständige Absätze</translation>
  </message>
  <message>
   <source>Open suggestions</source>
   <translation>Offene Vorschläge</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>Saved state</source>
   <translation>Speicherstand</translation>
  </message>
  <message>
   <source>Suggester</source>
   <translation>Vorschlagsgeber</translation>
  </message>
  <message>
   <source>What the keys do now</source>
   <translation>Was die Tasten jetzt tun</translation>
  </message>
  <message>
   <source>not saved: taken back</source>
   <translation>nicht gespeichert: zurückgenommen</translation>
  </message>
  <message>
   <source>not saved: the file is gone</source>
   <translation>nicht gespeichert: die Datei ist weg</translation>
  </message>
  <message>
   <source>read-only</source>
   <translation>nur lesend</translation>
  </message>
  <message>
   <source>saved</source>
   <translation>gespeichert</translation>
  </message>
  <message>
   <source>saved {time}</source>
   <translation>gespeichert {time}</translation>
  </message>
  <message>
   <source>saving…</source>
   <translation>speichert…</translation>
  </message>
 </context>
 <context>
  <name>StrayDelete</name>
  <message>
   <source>Here Delete is for spans of the text, and none is in focus.</source>
   <translation>Entf gilt hier Spannen des Textes, und keine ist im Fokus.</translation>
  </message>
  <message>
   <source>Here Delete is for the text. Press it once more if you mean that.</source>
   <translation>Entf gilt hier dem Text. Drücken Sie noch einmal, wenn Sie das meinen.</translation>
  </message>
  <message>
   <source>Here Delete is for the text: once more deletes “{surface}”.</source>
   <translation>Entf gilt hier dem Text: Noch einmal löscht „{surface}“.</translation>
  </message>
  <message>
   <source>Here Delete is for the text: once more rejects “{surface}”.</source>
   <translation>Entf gilt hier dem Text: Noch einmal lehnt „{surface}“ ab.</translation>
  </message>
  <message>
   <source>Remove the article</source>
   <translation>Artikel entfernen</translation>
  </message>
 </context>
 <context>
  <name>SuggestersDialog</name>
  <message>
   <source>A folder with a spaCy pipeline</source>
   <translation>Ein Ordner mit einer spaCy-Pipeline</translation>
  </message>
  <message>
   <source>A spaCy pipeline can bring code of its own. Use it only if you know where it comes from:
{folder}</source>
   <translation>Eine spaCy-Pipeline kann eigenen Code mitbringen. Nur verwenden, wenn bekannt ist, woher sie kommt:
{folder}</translation>
  </message>
  <message>
   <source>Add a pipeline folder…</source>
   <translation>Pipeline-Ordner hinzufügen…</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Let it run</source>
   <translation>Laufen lassen</translation>
  </message>
  <message>
   <source>Let this pipeline run?</source>
   <translation>Diese Pipeline laufen lassen?</translation>
  </message>
  <message>
   <source>Suggesters</source>
   <translation>Vorschlagsgeber</translation>
  </message>
  <message>
   <source>They run in the background, each on its own; one that fails harms nothing. Choose with the space bar.</source>
   <translation>Sie laufen im Hintergrund, jeder für sich; scheitert einer, schadet das nichts. Mit der Leertaste wählen.</translation>
  </message>
  <message>
   <source>Use these</source>
   <translation>Diese verwenden</translation>
  </message>
  <message>
   <source>{folder} is not there.</source>
   <translation>{folder} ist nicht da.</translation>
  </message>
 </context>
 <context>
  <name>TakeRolesDialog</name>
  <message>
   <source>1 attribute</source>
   <translation>1 Attribut</translation>
  </message>
  <message>
   <source>1 guideline</source>
   <translation>1 Richtlinie</translation>
  </message>
  <message>
   <source>1 parent</source>
   <translation>1 Obergruppe</translation>
  </message>
  <message>
   <source>1 relation</source>
   <translation>1 Beziehung</translation>
  </message>
  <message>
   <source>1 role</source>
   <translation>1 Rolle</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>From a file…</source>
   <translation>Aus einer Datei…</translation>
  </message>
  <message>
   <source>Labels get the roles, attributes, guidelines and examples that the labels of the same names have there and they have not. Nothing that is here is changed.</source>
   <translation>Labels bekommen die Rollen, Attribute, Richtlinien und Beispiele, die die Labels derselben Namen dort haben und sie nicht. Nichts, was hier ist, wird geändert.</translation>
  </message>
  <message>
   <source>Schema</source>
   <translation>Schema</translation>
  </message>
  <message>
   <source>Schemas (*.toml *.conf);;All files (*)</source>
   <translation>Schemas (*.toml *.conf);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Take over</source>
   <translation>Übernehmen</translation>
  </message>
  <message>
   <source>Take roles over</source>
   <translation>Rollen übernehmen</translation>
  </message>
  <message>
   <source>There is nothing that the labels here have not.</source>
   <translation>Dort gibt es nichts, was die Labels hier nicht haben.</translation>
  </message>
  <message>
   <source>What comes over</source>
   <translation>Was übernommen wird</translation>
  </message>
  <message>
   <source>attribute {name}</source>
   <translation>Attribut {name}</translation>
  </message>
  <message>
   <source>relation {name}</source>
   <translation>Beziehung {name}</translation>
  </message>
  <message>
   <source>{count} attributes</source>
   <translation>{count} Attribute</translation>
  </message>
  <message>
   <source>{count} guidelines</source>
   <translation>{count} Richtlinien</translation>
  </message>
  <message>
   <source>{count} parents</source>
   <translation>{count} Obergruppen</translation>
  </message>
  <message>
   <source>{count} relations</source>
   <translation>{count} Beziehungen</translation>
  </message>
  <message>
   <source>{count} roles</source>
   <translation>{count} Rollen</translation>
  </message>
  <message>
   <source>{label} under its parent</source>
   <translation>{label} unter seine Obergruppe</translation>
  </message>
  <message>
   <source>{label}: title, guideline or examples</source>
   <translation>{label}: Titel, Richtlinie oder Beispiele</translation>
  </message>
 </context>
 <context>
  <name>ThresholdCurve</name>
  <message>
   <source>F1</source>
   <translation>F1</translation>
  </message>
  <message>
   <source>from score {score} on: precision {precision}, recall {recall}, F1 {f1}, {suggestions}</source>
   <translation>ab Score {score}: Präzision {precision}, Recall {recall}, F1 {f1}, {suggestions}</translation>
  </message>
  <message>
   <source>least score shown</source>
   <translation>kleinster gezeigter Score</translation>
  </message>
  <message>
   <source>precision</source>
   <translation>Präzision</translation>
  </message>
  <message>
   <source>recall</source>
   <translation>Recall</translation>
  </message>
 </context>
 <context>
  <name>TokenizerRulesDialog</name>
  <message>
   <source>Add rule</source>
   <translation>Regel hinzufügen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Cut every word at “{text}”</source>
   <translation>Jedes Wort bei „{text}“ schneiden</translation>
  </message>
  <message>
   <source>Cut “{word}” into {pieces}</source>
   <translation>„{word}“ in {pieces} schneiden</translation>
  </message>
  <message>
   <source>Looking at every article…</source>
   <translation>Jeder Artikel wird angesehen…</translation>
  </message>
  <message>
   <source>No rule yet.</source>
   <translation>Noch keine Regel.</translation>
  </message>
  <message>
   <source>Places that change: {places}, in {articles}. Gold spans that begin to fit the tokens: {fitting}, that cease to: {broken}.</source>
   <translation>Stellen, die sich ändern: {places} ({articles}). Gold-Spannen, die dann zu den Tokens passen: {fitting}, die nicht mehr passen: {broken}.</translation>
  </message>
  <message>
   <source>Remove rule</source>
   <translation>Regel entfernen</translation>
  </message>
  <message>
   <source>Rules of this project</source>
   <translation>Regeln dieses Projekts</translation>
  </message>
  <message>
   <source>Rules of this project:</source>
   <translation>Regeln dieses Projekts:</translation>
  </message>
  <message>
   <source>Tokenizer rules</source>
   <translation>Tokenizer-Regeln</translation>
  </message>
  <message>
   <source>Tokens are what a pipeline learns. A rule cuts words of this project further; it holds in the window, in every export and in the trained pipeline.</source>
   <translation>Tokens sind das, was eine Pipeline lernt. Eine Regel schneidet Wörter dieses Projekts weiter; sie gilt im Fenster, in jedem Export und in der trainierten Pipeline.</translation>
  </message>
  <message>
   <source>Words that would be cut</source>
   <translation>Wörter, die geschnitten würden</translation>
  </message>
 </context>
 <context>
  <name>ToolBar</name>
  <message>
   <source>Command palette</source>
   <translation>Befehlspalette</translation>
  </message>
  <message>
   <source>Search commands and labels   {keys}</source>
   <translation>Befehle und Labels suchen   {keys}</translation>
  </message>
  <message>
   <source>Tool bar</source>
   <translation>Werkzeugleiste</translation>
  </message>
 </context>
 <context>
  <name>Touches</name>
  <message>
   <source>Article</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>What becomes of it</source>
   <translation>Was aus ihr wird</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>{before} stays</source>
   <translation>{before} bleibt</translation>
  </message>
  <message>
   <source>{before} → {after}, which stands there already</source>
   <translation>{before} → {after}, das dort schon steht</translation>
  </message>
  <message>
   <source>{words} (of “{trigger}”)</source>
   <translation>{words} (von „{trigger}“)</translation>
  </message>
 </context>
 <context>
  <name>TrainFlows</name>
  <message>
   <source>Install it with: pip install {wheel}</source>
   <translation>Installieren mit: pip install {wheel}</translation>
  </message>
  <message>
   <source>Making the package…</source>
   <translation>Das Paket wird gemacht…</translation>
  </message>
  <message>
   <source>The pipeline of run {number} suggests from now on; Suggest, Suggesters switches it off.</source>
   <translation>Die Pipeline von Lauf {number} schlägt von jetzt an vor; „Vorschläge“, „Vorschlagsgeber“ schaltet sie ab.</translation>
  </message>
 </context>
 <context>
  <name>TrainingCurve</name>
  <message>
   <source>all</source>
   <translation>alle</translation>
  </message>
  <message>
   <source>loss, as a share of the highest</source>
   <translation>Verlust, als Anteil des höchsten</translation>
  </message>
  <message>
   <source>score on dev</source>
   <translation>Wert auf Dev</translation>
  </message>
  <message>
   <source>step {step}: loss {losses}</source>
   <translation>Schritt {step}: Verlust {losses}</translation>
  </message>
  <message>
   <source>step {step}: score {score} on dev, loss {losses}</source>
   <translation>Schritt {step}: Wert {score} auf Dev, Verlust {losses}</translation>
  </message>
  <message>
   <source>steps</source>
   <translation>Schritte</translation>
  </message>
 </context>
 <context>
  <name>TrainingDialog</name>
  <message>
   <source> · best score {score} at step {best}</source>
   <translation> · bester Wert {score} bei Schritt {best}</translation>
  </message>
  <message>
   <source>Articles that the figures are of</source>
   <translation>Artikel, von denen die Zahlen handeln</translation>
  </message>
  <message>
   <source>Cancel training</source>
   <translation>Training abbrechen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Development articles</source>
   <translation>Entwicklungsartikel</translation>
  </message>
  <message>
   <source>Exporting the articles…</source>
   <translation>Die Artikel werden exportiert…</translation>
  </message>
  <message>
   <source>Failed: {problem}</source>
   <translation>Gescheitert: {problem}</translation>
  </message>
  <message>
   <source>Finish now</source>
   <translation>Jetzt beenden</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weitermachen</translation>
  </message>
  <message>
   <source>Go on from the last pipeline of this run, with the data that it had</source>
   <translation>Von der letzten Pipeline dieses Laufs aus weitermachen, mit den Daten, die er hatte</translation>
  </message>
  <message>
   <source>Its pipeline suggests in this project from now on</source>
   <translation>Seine Pipeline schlägt von jetzt an in diesem Projekt vor</translation>
  </message>
  <message>
   <source>Learning curve</source>
   <translation>Lernkurve</translation>
  </message>
  <message>
   <source>Learning curve: training on {share} % of the data…</source>
   <translation>Lernkurve: Training auf {share} % der Daten…</translation>
  </message>
  <message>
   <source>Let it suggest</source>
   <translation>Vorschlagen lassen</translation>
  </message>
  <message>
   <source>Make a package…</source>
   <translation>Paket machen…</translation>
  </message>
  <message>
   <source>New training</source>
   <translation>Neues Training</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Paused; nothing is lost.</source>
   <translation>Angehalten; nichts ist verloren.</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <source>Scoring the best pipeline on dev and test…</source>
   <translation>Die beste Pipeline wird auf Dev und Test bewertet…</translation>
  </message>
  <message>
   <source>Side by side</source>
   <translation>Nebeneinander</translation>
  </message>
  <message>
   <source>Starting…</source>
   <translation>Startet…</translation>
  </message>
  <message>
   <source>Step {step} of at most {most}, round {round} through the data</source>
   <translation>Schritt {step} von höchstens {most}, Durchgang {round} durch die Daten</translation>
  </message>
  <message>
   <source>Stop without scoring; what was learned can be trained on</source>
   <translation>Anhalten, ohne zu bewerten; auf dem Gelernten lässt sich weitertrainieren</translation>
  </message>
  <message>
   <source>Take no further step, and score what was learned</source>
   <translation>Keinen weiteren Schritt tun, und das Gelernte bewerten</translation>
  </message>
  <message>
   <source>Test articles</source>
   <translation>Testartikel</translation>
  </message>
  <message>
   <source>The origin reads articles that nobody has annotated…</source>
   <translation>Die Ausgangspipeline liest Artikel, die niemand annotiert hat…</translation>
  </message>
  <message>
   <source>There are none on this side.</source>
   <translation>Auf dieser Seite gibt es keine.</translation>
  </message>
  <message>
   <source>This run was trained on all of its data only. Tick “Learning curve” under New training to see what more articles would bring.</source>
   <translation>Dieser Lauf wurde nur mit all seinen Daten trainiert. Unter Neues Training „Lernkurve“ ankreuzen, um zu sehen, was mehr Artikel brächten.</translation>
  </message>
  <message>
   <source>Train</source>
   <translation>Train</translation>
  </message>
  <message>
   <source>Train on</source>
   <translation>Weitertrainieren</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>What it knew before</source>
   <translation>Was sie vorher wusste</translation>
  </message>
  <message>
   <source>entities</source>
   <translation>Entitäten</translation>
  </message>
  <message>
   <source>events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>gescheitert</translation>
  </message>
  <message>
   <source>not finished</source>
   <translation>nicht beendet</translation>
  </message>
  <message>
   <source>under way</source>
   <translation>läuft</translation>
  </message>
  <message>
   <source>{articles} · precision {precision} · recall {recall} · F1 {f1}</source>
   <translation>{articles} · Präzision {precision} · Recall {recall} · F1 {f1}</translation>
  </message>
  <message>
   <source>{count} runs</source>
   <translation>{count} Läufe</translation>
  </message>
  <message>
   <source>{learned} · from {origin}, rehearsed: {articles}</source>
   <translation>{learned} · aus {origin}, wiederholt: {articles}</translation>
  </message>
  <message>
   <source>{learned} · not finished; “Train on” goes on from where it was</source>
   <translation>{learned} · nicht beendet; „Weitertrainieren“ macht dort weiter, wo es war</translation>
  </message>
  <message>
   <source>{learned} · {articles} with {spans} to train on · step {best} of {steps} was the best · data {data}</source>
   <translation>{learned} · {articles} mit {spans} zum Trainieren · Schritt {best} von {steps} war der beste · Daten {data}</translation>
  </message>
  <message>
   <source>{side}: {shares}</source>
   <translation>{side}: {shares}</translation>
  </message>
 </context>
 <context>
  <name>TrainingRunsDialog</name>
  <message>
   <source>A training is still running</source>
   <translation>Ein Training läuft noch</translation>
  </message>
  <message>
   <source>Close anyway</source>
   <translation>Trotzdem schließen</translation>
  </message>
  <message>
   <source>Closing ends it without scores. Where it has kept a pipeline already, that one stays, and another training can go on from it.</source>
   <translation>Das Schließen beendet es ohne Auswertung. Hat es schon eine Pipeline abgelegt, so bleibt sie, und ein weiteres Training kann von ihr ausgehen.</translation>
  </message>
  <message>
   <source>Something is still running</source>
   <translation>Etwas läuft noch</translation>
  </message>
  <message>
   <source>Stay</source>
   <translation>Bleiben</translation>
  </message>
 </context>
 <context>
  <name>TrainingSetup</name>
  <message>
   <source>A pipeline keeps what it knows: what it says of articles that nobody has annotated is learned again beside your gold.</source>
   <translation>Eine Pipeline behält, was sie weiß: Was sie über Artikel sagt, die niemand annotiert hat, wird neben dem Gold noch einmal gelernt.</translation>
  </message>
  <message>
   <source>Also articles that are not marked done</source>
   <translation>Auch Artikel, die nicht als fertig markiert sind</translation>
  </message>
  <message>
   <source>Begin from</source>
   <translation>Beginnen mit</translation>
  </message>
  <message>
   <source>Choose what is to be learned.</source>
   <translation>Wählen, was gelernt werden soll.</translation>
  </message>
  <message>
   <source>Dev %</source>
   <translation>Dev %</translation>
  </message>
  <message>
   <source>Entities (ner)</source>
   <translation>Entitäten (ner)</translation>
  </message>
  <message>
   <source>Kind of span categorizer</source>
   <translation>Art des Span Categorizers</translation>
  </message>
  <message>
   <source>Learn</source>
   <translation>Lernen</translation>
  </message>
  <message>
   <source>Learning curve: also train on 25, 50 and 75 % of the data</source>
   <translation>Lernkurve: auch auf 25, 50 und 75 % der Daten trainieren</translation>
  </message>
  <message>
   <source>No article is marked done yet. Finish one, or include unfinished.</source>
   <translation>Noch ist kein Artikel als fertig markiert. Einen abschließen, oder unfertige einbeziehen.</translation>
  </message>
  <message>
   <source>Says what more annotation would bring; takes about two and a half times as long</source>
   <translation>Sagt, was mehr Annotation brächte; dauert etwa zweieinhalbmal so lange</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Some articles must be for training.</source>
   <translation>Einige Artikel müssen zum Trainieren sein.</translation>
  </message>
  <message>
   <source>Spans (spancat)</source>
   <translation>Spannen (spancat)</translation>
  </message>
  <message>
   <source>Spans to learn</source>
   <translation>Zu lernende Spannen</translation>
  </message>
  <message>
   <source>Steps at most</source>
   <translation>Höchstens Schritte</translation>
  </message>
  <message>
   <source>Test %</source>
   <translation>Test %</translation>
  </message>
  <message>
   <source>The articles are exported first, as with Export spaCy training data. Training runs beside your work, on the processor, at low priority.</source>
   <translation>Die Artikel werden zuerst exportiert, wie mit „spaCy-Trainingsdaten exportieren“. Das Training läuft neben der Arbeit, auf dem Prozessor, mit niedriger Priorität.</translation>
  </message>
  <message>
   <source>The shares must add up to 100.</source>
   <translation>Die Anteile müssen zusammen 100 ergeben.</translation>
  </message>
  <message>
   <source>There are no gold spans yet.</source>
   <translation>Es gibt noch keine Gold-Spannen.</translation>
  </message>
  <message>
   <source>To learn from and to score on: {articles}. Gold spans of the project: {entities} of entities, {events} of events.</source>
   <translation>Zum Lernen und Bewerten: {articles}. Gold-Spannen des Projekts: {entities} von Entitäten, {events} von Ereignissen.</translation>
  </message>
  <message>
   <source>Train %</source>
   <translation>Train %</translation>
  </message>
  <message>
   <source>all spans, of both layers</source>
   <translation>alle Spannen, beider Ebenen</translation>
  </message>
  <message>
   <source>any number of labels</source>
   <translation>beliebig viele Labels</translation>
  </message>
  <message>
   <source>as the data asks</source>
   <translation>wie die Daten es verlangen</translation>
  </message>
  <message>
   <source>as the spans ask</source>
   <translation>wie die Spannen es verlangen</translation>
  </message>
  <message>
   <source>events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>nothing: it learns from your gold alone</source>
   <translation>nichts: gelernt wird allein aus dem Gold</translation>
  </message>
  <message>
   <source>one label for each stretch</source>
   <translation>ein Label für jedes Stück</translation>
  </message>
  <message>
   <source>run {number}</source>
   <translation>Lauf {number}</translation>
  </message>
 </context>
 <context>
  <name>UnsavedDialog</name>
  <message>
   <source>Close anyway</source>
   <translation>Trotzdem schließen</translation>
  </message>
  <message>
   <source>Not everything is saved</source>
   <translation>Nicht alles ist gespeichert</translation>
  </message>
  <message>
   <source>Stay</source>
   <translation>Bleiben</translation>
  </message>
  <message>
   <source>The last corrections could not be saved</source>
   <translation>Die letzten Korrekturen konnten nicht gespeichert werden</translation>
  </message>
  <message>
   <source>They were taken back on the screen as well. Everything before them is safe. Stay to make them again once the disk can be written, or close anyway.</source>
   <translation>Sie wurden auch auf dem Bildschirm zurückgenommen. Alles davor ist sicher. Bleiben, um sie noch einmal zu machen, sobald die Platte beschreibbar ist, oder trotzdem schließen.</translation>
  </message>
 </context>
 <context>
  <name>WelcomePage</name>
  <message>
   <source>A few news articles with suggestions, ready to correct.</source>
   <translation>Einige Nachrichtenartikel mit Vorschlägen, bereit zum Korrigieren.</translation>
  </message>
  <message>
   <source>Bring your own articles in and choose the labels.</source>
   <translation>Eigene Artikel hereinholen und die Labels wählen.</translation>
  </message>
  <message>
   <source>Correct suggested entities and events; take spaCy training data out.</source>
   <translation>Vorgeschlagene Entitäten und Ereignisse korrigieren; spaCy-Trainingsdaten mitnehmen.</translation>
  </message>
  <message>
   <source>Go on where you stopped: one .spandesk file.</source>
   <translation>Dort weitermachen, wo es aufhörte: eine .spandesk-Datei.</translation>
  </message>
  <message>
   <source>New project from files…</source>
   <translation>Neues Projekt aus Dateien…</translation>
  </message>
  <message>
   <source>Open a project…</source>
   <translation>Projekt öffnen…</translation>
  </message>
  <message>
   <source>Or drop articles here: text, Markdown, HTML pages, JSONL, whole folders.</source>
   <translation>Oder Artikel hier ablegen: Text, Markdown, HTML-Seiten, JSONL, ganze Ordner.</translation>
  </message>
  <message>
   <source>Recent projects</source>
   <translation>Zuletzt geöffnete Projekte</translation>
  </message>
  <message>
   <source>Spandesk</source>
   <translation>Spandesk</translation>
  </message>
  <message>
   <source>Try the sample project</source>
   <translation>Beispielprojekt ausprobieren</translation>
  </message>
 </context>
 <context>
  <name>_Entry</name>
  <message>
   <source>No guideline is written for this label.</source>
   <translation>Für dieses Label ist keine Richtlinie geschrieben.</translation>
  </message>
  <message>
   <source>e.g. {examples}</source>
   <translation>z. B. {examples}</translation>
  </message>
 </context>
 <context>
  <name>_Recent</name>
  <message>
   <source>Open {name}</source>
   <translation>{name} öffnen</translation>
  </message>
 </context>
</TS>
