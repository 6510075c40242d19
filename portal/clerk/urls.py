"""The addresses of the clerks' pages."""

from django.urls import path

from portal.clerk import actions, acts, aside, board, calendars, counter, desk, differences, oversight

urlpatterns = [
    path("inbox/", desk.show_inbox, name="inbox"),
    path("tasks/<uuid:task_id>/", desk.show_task, name="task"),
    path("tasks/<uuid:task_id>/finish/", desk.finish, name="finish"),
    path("tasks/<uuid:task_id>/claim/", desk.claim, name="claim"),
    path("tasks/<uuid:task_id>/unclaim/", desk.unclaim, name="unclaim"),
    path("tasks/<uuid:task_id>/do/<slug:code>/", actions.on_task, name="on_task"),
    path("oversight/", oversight.show_list, name="oversight"),
    path("oversight/<uuid:case_id>/", oversight.show_case, name="overseen"),
    path("oversight/<uuid:case_id>/do/<slug:code>/", actions.on_case, name="on_case"),
    path("differences/", differences.show_differences, name="differences"),
    path("differences/<uuid:difference_id>/", differences.show_difference, name="difference"),
    path("acts/<uuid:case_id>/", acts.show, name="acts"),
    path("acts/<uuid:case_id>/<slug:verb>/", acts.act, name="act"),
    path("board/", board.show, name="board"),
    path("board/tickets/<int:ticket>/", board.answer, name="answer_ticket"),
    path("tasks/<uuid:task_id>/ticket/", aside.ticket, name="ticket"),
    path("tasks/<uuid:task_id>/recuse/", aside.recuse, name="recuse"),
    path("tasks/<uuid:task_id>/visit/", desk.propose, name="propose_visit"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("counter/", counter.counter, name="counter"),
]
